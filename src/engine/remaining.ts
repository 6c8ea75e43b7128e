import type { Remaining } from '../model/plan.ts';
import { type AnyFinding, type Gathered, partsOf } from './gather.ts';

/** What is not as the YAML says, also what kefu can't change and what nobody can verify, each with its own why. */
export function remainingIn(gathered: readonly Gathered[]): Remaining[] {
  return partsOf(gathered, (finding) => [
    ...differing(finding),
    ...stuckIn(finding),
    ...unverifiableIn(finding),
  ]);
}

type Part = Omit<Remaining, 'kind' | 'name' | 'label'>;

function differing({ steps, action, differences, fields, source }: AnyFinding): Part[] {
  if (steps.length === 0) return [];
  const place = source ? { source } : {};
  if (action === 'create') return [{ note: 'is not there', why: 'differs', ...place }];
  if (action === 'delete') return [{ note: 'is still there', why: 'differs', ...place }];
  return differences.map(({ field }) => {
    const at = fields[field] ?? source;
    return {
      field,
      note: `${field} is not as in the config`,
      why: 'differs',
      ...(at ? { source: at } : {}),
    };
  });
}

function stuckIn({ stuck }: AnyFinding): Part[] {
  return stuck.map(({ field, diagnostic }) => ({
    field,
    note: `${field} stays as it is (${diagnostic.code})`,
    why: 'stuck',
    ...(diagnostic.range ? { source: diagnostic.range } : {}),
  }));
}

function unverifiableIn({ unverifiable, fields, source }: AnyFinding): Part[] {
  return unverifiable.map(({ field, desired }) => {
    const at = fields[field] ?? source;
    return {
      field,
      note: `nobody can tell whether ${field} is ${desired}`,
      why: 'unverifiable',
      ...(at ? { source: at } : {}),
    };
  });
}
