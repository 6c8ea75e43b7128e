import { isUtf8 } from 'node:buffer';

/** What a text file is saved in when it is not UTF-8, by its usual name; undefined for UTF-8 and for what can't be told. */
export function foreignEncoding(bytes: Uint8Array): string | undefined {
  const marked = byMark(bytes);
  if (marked !== undefined) return marked;
  const wide = byZeros(bytes);
  if (wide !== undefined) return wide;
  if (isUtf8(bytes)) return undefined;
  return chinese.find(({ encoding }) => readsAsChinese(bytes, encoding))?.name;
}

/** Byte order marks; that of UTF-32 begins like that of UTF-16. */
function byMark(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  return first === 0 && second === 0 && third === 0xfe && fourth === 0xff ? 'UTF-32' : undefined;
}

/** Enough to tell from the ASCII signs in it. */
const sampled = 4096;

/** Every ASCII sign of UTF-16 has a zero beside it; no text in UTF-8 has one. */
function byZeros(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, sampled);
  const pairs = Math.floor(sample.length / 2);
  let zerosFirst = 0;
  let zerosSecond = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (sample[2 * pair] === 0) zerosFirst += 1;
    if (sample[2 * pair + 1] === 0) zerosSecond += 1;
  }
  const most = Math.max(zerosFirst, zerosSecond);
  const isOneSided = Math.min(zerosFirst, zerosSecond) === 0;
  return isOneSided && pairs >= 4 && most > pairs / 4 ? 'UTF-16' : undefined;
}

/** GBK comes first: Chinese Windows and Excel write it; the bytes of Big5 often read as GBK, too. */
const chinese = [
  { name: 'GBK', encoding: 'gbk' },
  { name: 'GB18030', encoding: 'gb18030' },
  { name: 'Big5', encoding: 'big5' },
];

function readsAsChinese(bytes: Uint8Array, encoding: string): boolean {
  try {
    return /\p{Script=Han}/u.test(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    // Not that encoding, or one that this build of Node.js does not know.
    return false;
  }
}
