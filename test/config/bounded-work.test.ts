// What a file within its limits may cost: counted in calls, because time says little on a busy machine.
import { describe, expect, test } from 'vitest';
import { lintFaults } from '../../src/config/lint-rules.ts';
import { nearestOfMany } from '../../src/config/nearest.ts';
import { parse } from '../../src/config/parse.ts';
import { placeholderFaults } from '../../src/config/placeholder-rules.ts';
import { sequenceFaults } from '../../src/config/sequence-rules.ts';
import { type Fault, type Source, sourceOf } from '../../src/config/source.ts';
import { templateFaults } from '../../src/config/template-rules.ts';
import type { Tree } from '../../src/config/tree.ts';
import { valuesOf } from '../../src/config/value-uses.ts';

function read(text: string): { source: Source; tree: Tree } {
  const source = sourceOf('kefu.yaml', text);
  const { tree } = parse(source);
  if (tree === undefined) throw new Error(text);
  return { source, tree };
}

describe('given a text with many places to tell, expect it to be walked through once', () => {
  const rules: Readonly<Record<string, (source: Source, tree: Tree) => readonly Fault[]>> = {
    TODO: (source, tree) => placeholderFaults(source, valuesOf(tree)),
    '13812345678': lintFaults,
  };

  test.each(Object.keys(rules))('%s', (found) => {
    const walks = [2, 200].map((times) => {
      const content = Array.from({ length: times }, () => found).join(' ');
      const { source, tree } = read(
        `templates:\n  t:\n    msgtype: text\n    text: { content: "${content}" }\n`,
      );
      const counted = countingReads(source);
      expect(rules[found]?.(counted.source, tree)).toHaveLength(times);
      return counted.reads();
    });
    expect(walks[1]).toBe(walks[0]);
  });
});

describe('given many wrong names among many others, expect suggestions until they took so many steps', () => {
  const names = Array.from({ length: 120 }, (_, index) => `${'x'.repeat(90)}${index}`);
  const wrong = names.map((name) => name.replace('xx', 'yz'));

  test('of one search', () => {
    let asked = 0;
    const candidates = {
      *[Symbol.iterator]() {
        for (const name of names) {
          asked += 1;
          yield name;
        }
      },
    };
    const find = nearestOfMany(5_000_000);
    const found = wrong.map((name) => find(name, candidates));
    expect(found[0]).toBeDefined();
    expect(found.at(-1)).toBeUndefined();
    expect(asked).toBeLessThanOrEqual(1 + 5_000_000 / (90 * 90));
  });

  test('in sequences and speakers', () => {
    const template = '{ msgtype: text, text: { content: x } }';
    const { source, tree } = read(
      `accounts:\n${names.map((name) => `  ${name}: { nickname: x }\n`).join('')}` +
        `templates:\n${names.map((name, index) => `  ${name}: ${template.replace('{', `{ as: ${wrong[index]},`)}\n`).join('')}` +
        `sequences:\n  s: { after: message, templates: [${wrong}] }\n`,
    );
    for (const faults of [sequenceFaults(source, tree), templateFaults(source, tree)]) {
      const hints = faults.flatMap(({ code, said }) =>
        /-template|-speaker/.test(code) ? said?.hint?.key : [],
      );
      expect(hints).toHaveLength(120);
      expect(hints[0]).toBe('did-you-mean');
      expect(hints.at(-1)).not.toBe('did-you-mean');
    }
  });
});

/** The source, and how often its text was asked for. */
function countingReads(source: Source): { source: Source; reads: () => number } {
  let reads = 0;
  const counting = {
    ...source,
    get text() {
      reads += 1;
      return source.text;
    },
  };
  return { source: counting, reads: () => reads };
}
