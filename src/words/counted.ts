/** A count with what is counted, in English: "1 call", "2 calls". The plural of `noun` is made with an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
