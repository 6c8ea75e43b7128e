import { allowances } from '../templates/allowances.ts';
import { nearest } from './nearest.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** Faults of the sequences that go beyond the schema. */
export function sequenceFaults(source: Source, tree: Tree): Fault[] {
  const templates = valueAt(tree, 'templates');
  return entriesOf(valueAt(tree, 'sequences')).flatMap((sequence) => [
    ...nameFaults(source, templates, sequence),
    ...lengthFaults(sequence),
    ...doubtFaults(sequence),
  ]);
}

/** `sequence-template`: a name that no template has. */
function nameFaults(source: Source, templates: Tree | undefined, { value }: Entry): Fault[] {
  return itemsOf(valueAt(value, 'templates')).flatMap((item): Fault[] => {
    const name = textOf(item);
    if (name === undefined || entryOf(templates, name) !== undefined) return [];
    const near = nearest(
      name,
      entriesOf(templates).map(({ key }) => key),
    );
    return [
      {
        severity: 'error',
        code: 'sequence-template',
        message: `There is no template \`${shownText(source, item.at)}\`.`,
        hint: near === undefined ? 'Name a template of this file.' : `Did you mean \`${near}\`?`,
        at: item.at,
      },
    ];
  });
}

/** `sequence-too-long`: the messages beyond the allowance are refused with 45047. */
function lengthFaults({ value }: Entry): Fault[] {
  const after = textOf(valueAt(value, 'after'));
  const items = itemsOf(valueAt(value, 'templates'));
  const [trigger, allowed] = Object.entries(allowances.allowed).find(([name]) => name === after) ?? [];
  const first = items[allowed?.messages ?? items.length];
  if (allowed === undefined || first === undefined) return [];
  const span = allowed.seconds >= 3600 ? `${allowed.seconds / 3600} hours` : 'a minute';
  return [
    {
      severity: 'error',
      code: 'sequence-too-long',
      message: `The sequence has ${items.length} messages; after \`${trigger}\` WeChat allows ${allowed.messages} in ${span} (since ${allowances.since}).`,
      hint: `Keep ${allowed.messages}, or send the others after the customer's next action.`,
      at: first.at,
    },
  ];
}

/** `sequence-doubtful`: WeChat's own pages disagree on whether the customer's action opens a window. */
function doubtFaults({ value }: Entry): Fault[] {
  const after = valueAt(value, 'after');
  const [trigger, allowed] =
    Object.entries(allowances.allowed).find(([name]) => name === (after && textOf(after))) ?? [];
  if (after === undefined || allowed?.doubt === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'sequence-doubtful',
      message: `It is not certain that \`${trigger}\` lets messages be sent: ${allowed.doubt}.`,
      hint: 'Expect 45015 and 45047 (refused) after it. A message of the customer surely opens 48 hours.',
      at: after.at,
    },
  ];
}
