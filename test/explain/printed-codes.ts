import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../src');
/** The emulator answers with WeChat's codes, the action prints nothing of its own, and generated files are no source. */
const otherRooms = /^(?:emulator|action)\/|\/generated\//;

/** How a code stands in the source: after `code:`, in a union of codes, first in a maker of faults, second in a Failure, in brackets. */
const forms = [
  /\bcode:\s*(?:[^,;{}\n]*\?\s*)?'([a-z][a-z0-9-]*)'/g,
  /\bcode:[^,;{}\n]*\?[^,;{}\n]*:\s*'([a-z][a-z0-9-]*)'/g,
  /\b(?:\w*[fF]ault|refused|stale|unproved\w*)\(\s*'([a-z][a-z0-9-]*)'/g,
  /new Failure\(\s*[^,()]+,\s*'([a-z][a-z0-9-]*)'/g,
  /\[([a-z]{2,}(?:-[a-z]{2,})+)\]/g,
];

function sources(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !otherRooms.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** Every code that the program's source holds as a literal, with the files that give it out. */
export function printedCodes(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { file, text } of sources()) {
    const literals = [...forms, ...makersIn(text)].flatMap((form) => [...text.matchAll(form)]);
    for (const code of [...literals.map(([, literal = '']) => literal), ...unionsIn(text)]) {
      found.set(code, [...(found.get(code) ?? []), file]);
    }
  }
  return found;
}

/** A form for each function of this file with a parameter `code`, whatever its name: the literal it is called with there. */
function makersIn(text: string): RegExp[] {
  const makers = text.matchAll(/(?:function (\w+)|const (\w+) =)\s*\(([^()]*\bcode\??: [^()]*)\)/g);
  return [...makers].map(([, declared, constant, parameters = '']) => {
    const before = parameters.split(',').findIndex((parameter) => /^\s*code\b/.test(parameter));
    return new RegExp(`\\b${declared ?? constant}\\(\\s*(?:[^,()]+,\\s*){${before}}'([a-z][a-z0-9-]*)'`, 'g');
  });
}

/** Members of `type …Code = 'a' | 'b'`. */
function unionsIn(text: string): string[] {
  return [...text.matchAll(/type \w*Code =([^;]+);/g)].flatMap(([, union = '']) =>
    [...union.matchAll(/'([a-z][a-z0-9-]*)'/g)].map(([, code = '']) => code),
  );
}

/** Beginnings of codes that are put together, such as `plan-` in `plan-${fault}` and `allowed-` in `allowed-${code}`. */
export function composedCodes(): readonly string[] {
  return sources().flatMap(({ text }) =>
    [...text.matchAll(/(?:new Failure\(\s*[^,()]+,|\bcode:)\s*`([a-z-]+)\$\{/g)].map(
      ([, beginning = '']) => beginning,
    ),
  );
}
