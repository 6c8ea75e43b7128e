import type { AnyKind } from '../model/kind.ts';
import type { Remaining } from '../model/plan.ts';
import { say } from '../words/en/remainders.ts';
import { toldAs } from '../words/say.ts';
import { type AnyFinding, type Gathered, partsOf } from './gather.ts';
import { fieldOf, shownValueOf } from './rules.ts';

/** What is not as the YAML says, also what kefu can't change and what nobody can verify, each with its own why. */
export function remainingIn(gathered: readonly Gathered[]): Remaining[] {
  return partsOf(gathered, (finding, kind) => [
    ...differing(finding, kind),
    ...stuckIn(finding, kind),
    ...unverifiableIn(finding, kind),
  ]);
}

type Part = Omit<Remaining, 'kind' | 'name' | 'label'>;

function differing({ steps, action, differences, fields, source }: AnyFinding, kind: AnyKind): Part[] {
  if (steps.length === 0) return [];
  const place = source ? { source } : {};
  if (action === 'create') return [{ ...toldAs({ note: say('is-not-there') }), why: 'differs', ...place }];
  if (action === 'delete') return [{ ...toldAs({ note: say('is-still-there') }), why: 'differs', ...place }];
  return differences.map(({ field }) => {
    const at = fields[field] ?? source;
    return {
      field,
      ...toldAs({ note: say('field-differs', { field: fieldOf(kind, field) }) }),
      why: 'differs',
      ...(at ? { source: at } : {}),
    };
  });
}

function stuckIn({ stuck }: AnyFinding, kind: AnyKind): Part[] {
  return stuck.map(({ field, diagnostic }) => ({
    field,
    ...toldAs({ note: say('field-stuck', { field: fieldOf(kind, field), code: diagnostic.code }) }),
    why: 'stuck',
    ...(diagnostic.range ? { source: diagnostic.range } : {}),
  }));
}

function unverifiableIn({ unverifiable, fields, source }: AnyFinding, kind: AnyKind): Part[] {
  return unverifiable.map(({ field, desired }) => {
    const at = fields[field] ?? source;
    return {
      field,
      ...toldAs({
        note: say('field-unverifiable', {
          field: fieldOf(kind, field),
          value: shownValueOf(kind, field, desired),
        }),
      }),
      why: 'unverifiable',
      ...(at ? { source: at } : {}),
    };
  });
}
