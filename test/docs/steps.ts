// What somebody does who follows a page: commands one after another, and what the page says that they print.
import type { Block } from './pages.ts';

export interface Step {
  readonly block: Block;
  readonly command: string;
  /** What the page shows of its output, line by line; undefined when it shows none. */
  readonly shown?: readonly string[];
}

/** A place of a transcript that leaves lines out. */
const leftOut = '[…]';

/** The steps of a block: each command of a transcript with its output, or a script as a whole. */
export function stepsOf(block: Block): Step[] {
  if (block.language === 'sh') return [{ block, command: block.text }];
  if (block.language !== 'console') return [];
  return block.text
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...lines] = step.trimEnd().split('\n');
      return lines.length === 0 ? { block, command } : { block, command, shown: lines };
    });
}

/** What is told while somebody waits; pages leave it out. */
const progress = /^(?:(?:Reading the accounts of|Planning|Still at it) .*|正在.*)…\n/gm;

/** The first line of a page that is not what was printed, with what was; undefined when the page tells the truth. */
export function untrue(shown: readonly string[], printed: string): string | undefined {
  const lines = trimmed(printed.replaceAll(progress, '')).split('\n').map(stable);
  let at = 0;
  let mayLeaveOut = false;
  for (const line of trimmed(shown.join('\n')).split('\n')) {
    if (line === leftOut) {
      mayLeaveOut = true;
      continue;
    }
    const found = mayLeaveOut ? lines.indexOf(stable(line), at) : at;
    if (found === -1 || lines[found] !== stable(line))
      return `the page:  ${line}\nit prints: ${lines[at] ?? '(nothing more)'}\n\n${printed}`;
    at = found + 1;
    mayLeaveOut = false;
  }
  const more = lines.slice(at).join('\n').trim();
  return mayLeaveOut || more === '' ? undefined : `the page leaves out, without saying so:\n${more}`;
}

function trimmed(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/^\s*\n/, '')
    .trimEnd();
}

/** A line without what is another at each run: times, ports, digests, and what one must not see. */
function stable(line: string): string {
  return line
    .trimEnd()
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:DIGEST')
    .replaceAll(/\/\S*\/(?=openids\.txt)/g, '/…/')
    .replace(/^(?:.*: +\d+ )?(?:Killed|已杀死).*$/, 'Killed');
}
