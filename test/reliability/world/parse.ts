// Stands in for the parser of configs: thousands of runs read the same few texts, and to parse one takes as long as ten calls.
// A tree is a value that nobody changes.
import { parse as parseAnew } from '../../../src/config/parse.ts';
import type { Source } from '../../../src/config/source.ts';

type Parsed = ReturnType<typeof parseAnew>;

const parsed = new Map<string, Parsed>();
/** No schedule has so many. */
const mostTexts = 500;

export function parse(source: Source): Parsed {
  const key = `${source.file}\n${source.text}`;
  const known = parsed.get(key);
  if (known) return known;
  if (parsed.size > mostTexts) parsed.clear();
  const anew = parseAnew(source);
  parsed.set(key, anew);
  return anew;
}
