import { Failure } from '../model/failure.ts';
import type { Check, CheckName, DoctorWorld, Finding } from './check.ts';

/** What came of one check. */
export type Examined = { readonly name: CheckName } & (
  | Finding
  | { readonly status: 'fail'; readonly failure: Failure }
  | { readonly status: 'skipped'; readonly needs: CheckName }
);

/** Looks at everything in turn; what depends on a failed check is skipped, and says which one that was. */
export async function examine(checks: readonly Check[], world: DoctorWorld): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const check of checks) {
    const needs = failedNeed(check, examined);
    examined.push(
      needs === undefined ? await look(check, world) : { name: check.name, status: 'skipped', needs },
    );
  }
  return examined;
}

function failedNeed({ needs }: Check, examined: readonly Examined[]): CheckName | undefined {
  for (const check of examined.filter(({ name }) => needs.includes(name))) {
    if (check.status === 'fail') return check.name;
    if (check.status === 'skipped') return check.needs;
  }
  return undefined;
}

async function look({ name, look: find }: Check, world: DoctorWorld): Promise<Examined> {
  try {
    return { name, ...(await find(world)) };
  } catch (failure) {
    if (failure instanceof Failure) return { name, status: 'fail', failure };
    throw failure;
  }
}
