import fc from 'fast-check';
import { kept } from '../kept-texts.ts';
import { jsonTexts } from './corpora.ts';
import { damagedBytes, damagedValue, type Value } from './damage.ts';

/** A file of kefu that was damaged, and what it was. */
export interface KeptFileCase {
  readonly what: KeptFile;
  readonly bytes: Uint8Array;
}

export type KeptFile =
  | 'state'
  | 'plan'
  | 'forged plan'
  | 'journal'
  | 'lock'
  | 'history'
  | 'forged fleet plan'
  | 'fleet report';

/** Damaged as bytes, and as the JSON that it is, line by line where it is lines. */
function damaged(what: KeptFile, text: string): fc.Arbitrary<KeptFileCase> {
  const lines = text.trimEnd().split('\n');
  const documents = what === 'journal' ? lines : [text];
  const byValue = fc
    .tuple(
      fc.nat(documents.length - 1),
      ...documents.map((document) => damagedValue(JSON.parse(document) as Value)),
    )
    .map(([which, ...values]) =>
      documents
        .map((document, index) => (index === which ? JSON.stringify(values[index]) : document))
        .join('\n'),
    );
  return fc
    .oneof(
      { weight: 4, arbitrary: damagedBytes(text) },
      { weight: 4, arbitrary: byValue.map((changed) => Buffer.from(`${changed}\n`)) },
      { weight: 1, arbitrary: fc.constantFrom(...jsonTexts).map((other) => Buffer.from(other)) },
    )
    .map((bytes) => ({ what, bytes }));
}

/** Texts that take a planner to be made; of plans a forger can compute the digest anew, and there is no key here. */
export interface MadeTexts {
  readonly plan: string;
  readonly fleetPlan: string;
  readonly fleetReport: string;
}

export function keptFileCases({ plan, fleetPlan, fleetReport }: MadeTexts): fc.Arbitrary<KeptFileCase> {
  return fc.oneof(
    { weight: 3, arbitrary: damaged('state', kept.state) },
    { weight: 1, arbitrary: damaged('plan', plan) },
    { weight: 3, arbitrary: damaged('forged plan', plan) },
    { weight: 2, arbitrary: damaged('journal', kept.journal) },
    { weight: 1, arbitrary: damaged('lock', kept.lock) },
    { weight: 1, arbitrary: damaged('history', `${kept.history}\n`) },
    { weight: 2, arbitrary: damaged('forged fleet plan', fleetPlan) },
    { weight: 2, arbitrary: damaged('fleet report', fleetReport) },
  );
}
