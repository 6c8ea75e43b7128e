import { allowances } from '../templates/allowances.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/templates.ts';
import { told } from '../words/say.ts';
import { nearestOfMany } from './nearest.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** Faults of the sequences that go beyond the schema. */
export function sequenceFaults(source: Source, tree: Tree): Fault[] {
  const templates = valueAt(tree, 'templates');
  const names = entriesOf(templates).map(({ key }) => key);
  const find = nearestOfMany();
  const meant = (name: string) => find(name, names);
  return entriesOf(valueAt(tree, 'sequences')).flatMap((sequence) => [
    ...nameFaults(source, templates, sequence, meant),
    ...lengthFaults(sequence),
    ...doubtFaults(sequence),
  ]);
}

/** `sequence-template`: a name that no template has. */
function nameFaults(
  source: Source,
  templates: Tree | undefined,
  { value }: Entry,
  meant: (name: string) => string | undefined,
): Fault[] {
  return itemsOf(valueAt(value, 'templates')).flatMap((item): Fault[] => {
    const name = textOf(item);
    if (name === undefined || entryOf(templates, name) !== undefined) return [];
    const near = meant(name);
    return [
      {
        severity: 'error',
        code: 'sequence-template',
        ...told(
          say('no-such-template', { name: shownText(source, item.at) }),
          near === undefined ? say('name-own-template') : place('did-you-mean', { meant: near }),
        ),
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
  const most = allowed.messages ?? 0;
  const about = { count: items.length, trigger: trigger ?? '', most, since: allowances.since };
  return [
    {
      severity: 'error',
      code: 'sequence-too-long',
      ...told(
        allowed.seconds >= 3600
          ? say('sequence-too-long', { ...about, hours: allowed.seconds / 3600 })
          : say('sequence-too-long-a-minute', about),
        say('keep-so-many', { most }),
      ),
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
      ...told(
        say('sequence-doubtful', { trigger: trigger ?? '', why: allowed.doubt }),
        say('expect-refusals'),
      ),
      at: after.at,
    },
  ];
}
