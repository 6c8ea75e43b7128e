import { Failure } from '../model/failure.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';
import type { OpenAccount } from './open.ts';
import type { Planned } from './plan.ts';

/**
 * Makes ready what a plan sends, by the name of the kind, so that what can't be sent is known before the first write.
 * Rejects with a `Failure` that names all of it.
 */
export async function prepareToSend(
  { plan, input }: Pick<Planned, 'plan' | 'input'>,
  { kinds }: Pick<OpenAccount, 'kinds'>,
): Promise<ReadonlyMap<string, unknown>> {
  const ready = new Map<string, unknown>();
  const faults = [];
  for (const kind of kinds) {
    const changes = plan.changes.filter((change) => change.kind === kind.name);
    const prepared = await kind.prepare?.(changes, input.wants.get(kind.name) ?? []);
    if (!prepared) continue;
    ready.set(kind.name, prepared.ready);
    faults.push(...prepared.faults);
  }
  if (faults.length === 0) return ready;
  throw new Failure('config', 'avatar-unusable', told(say('pictures-unsendable')), { diagnostics: faults });
}
