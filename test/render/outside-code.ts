/**
 * What of a Markdown page is not code, by CommonMark's rules for fenced blocks and code spans: the lines in which markup
 * would be read, each code span replaced by `§`.
 */
export function outsideCode(markdown: string): string[] {
  const outside: string[] = [];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (fence !== '') {
      if (run && (run[1]?.length ?? 0) >= fence.length && run[2]?.trim() === '') fence = '';
    } else if (run) fence = run[1] ?? '';
    else outside.push(withoutSpans(line));
  }
  if (fence !== '') outside.push('a fence is not closed');
  return outside;
}

/** A code span ends at the next run of as many backticks; a run without its like is text. */
function withoutSpans(line: string): string {
  const opening = /`+/.exec(line);
  if (!opening) return line;
  const [run] = opening;
  const rest = line.slice(opening.index + run.length);
  const closing = [...rest.matchAll(/`+/g)].find(([other]) => other === run);
  const before = line.slice(0, opening.index);
  if (!closing) return before + run + withoutSpans(rest);
  return `${before}§${withoutSpans(rest.slice(closing.index + run.length))}`;
}
