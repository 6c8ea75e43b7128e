import { say as placeholder } from '../words/en/placeholders.ts';
import { say } from '../words/en/places.ts';
import { told } from '../words/say.ts';
import { mendedNear } from './read-as-meant.ts';
import { signFaults } from './sign-faults.ts';
import type { Fault, Source } from './source.ts';
import { entriesOf, isNull, type Tree } from './tree.ts';

/** What is wrong with a file of names and values that YAML takes as it is: Chinese signs, and nothing for a value. */
export function valuesFaults(source: Source, tree: Tree): Fault[] {
  if (tree.kind !== 'mapping') return signsInstead(source, tree);
  return entriesOf(tree).flatMap(({ key, value }): Fault[] => {
    if (value.kind !== 'scalar' || !isNull(source, value)) return [];
    return [
      {
        severity: 'error',
        code: 'no-value',
        ...told(say('no-value', { key, value: value.value }), placeholder('write-value-or-default')),
        at: value.at,
      },
    ];
  });
}

/** `name：小王` is a text for YAML, and a name with a value for people. */
function signsInstead(source: Source, tree: Tree): Fault[] {
  const noMapping: Fault = { severity: 'error', code: 'wrong-type', message: '', at: tree.at };
  const mended = mendedNear(source, [noMapping]);
  return mended?.tree.kind === 'mapping' ? signFaults(source, mended.slips, mended.source) : [];
}
