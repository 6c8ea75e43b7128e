import { addressOf } from '../model/address.ts';
import type { Reading } from '../model/kind.ts';
import type { Change, Convergence, Remaining } from '../model/plan.ts';
import { emptyRecorded, type Recorded } from '../model/recorded.ts';
import { toldAs } from '../words/say.ts';
import { type Gathered, gather } from './gather.ts';
import type { PlanInput } from './input.ts';
import { remainingIn } from './remaining.ts';
import { kindNamed, rulesOf } from './rules.ts';
import { settledRecords, wantNamed } from './settled-records.ts';

/**
 * Runs the plan on a model of what is live and recorded, and compares again: whether anything would be left, and which
 * limit would be met on the way, before the first write. Pure: nothing is sent.
 */
export function convergenceOf(
  input: PlanInput,
  gathered: readonly Gathered[],
  changes: readonly Change[],
): Convergence {
  return nothingToDo(gathered) ? convergedAlready(gathered) : convergenceOnModel(input, gathered, changes);
}

/** No change, and none that was left out of a restricted plan. */
function nothingToDo(gathered: readonly Gathered[]): boolean {
  return gathered.every(({ findings }) => findings.objects.every(({ steps }) => steps.length === 0));
}

/** The model would be what was found: settling a record asks for no step (`Kind.settle`). */
function convergedAlready(gathered: readonly Gathered[]): Convergence {
  return convergenceFrom(remainingIn(gathered));
}

/** The whole walk, whatever was found. */
export function convergenceOnModel(
  input: PlanInput,
  gathered: readonly Gathered[],
  changes: readonly Change[],
): Convergence {
  const model = modelOf(input);
  const refused = changes.flatMap((change) => runOnModel(change, input, model));
  const recorded: Recorded = {
    ...(input.recorded ?? emptyRecorded(input.desired.officialAccount.appId)),
    objects: model.records,
    intents: [],
  };
  const objects = settledRecords({ ...input, recorded, readings: model.readings }, gathered);
  const after = gather({
    ...input,
    readings: model.readings,
    recorded: { ...recorded, objects },
    writeUnverifiable: false,
    // What could not be verified before can't be now; the policy that writes it has written it.
    desired: { ...input.desired, policy: { ...input.desired.policy, unverifiable: 'keep' } },
  });
  return convergenceFrom([...refused, ...remainingIn(after)]);
}

/** What nobody can verify is no reason to say that something will be left. */
function convergenceFrom(all: readonly Remaining[]): Convergence {
  const remaining = all.filter(({ why }) => why !== 'unverifiable');
  return { converges: remaining.length === 0, remaining };
}

interface Model {
  readonly readings: Map<string, Reading<unknown> & { readonly objects: Map<string, unknown> }>;
  readonly records: Map<ReturnType<typeof addressOf>, unknown>;
}

function modelOf({ kinds, readings, recorded }: PlanInput): Model {
  return {
    readings: new Map(
      kinds.map(({ name }) => {
        const reading = readings.get(name);
        return [name, { ...reading, objects: new Map(reading?.objects) }];
      }),
    ),
    records: new Map(recorded?.objects),
  };
}

/** The steps that WeChat's rules would refuse on the way. */
function runOnModel(change: Change, { kinds, wants, now }: PlanInput, model: Model): Remaining[] {
  const kind = kindNamed(kinds, change.kind);
  const reading = model.readings.get(change.kind);
  if (!reading) return [];
  const { name, label } = change;
  const address = addressOf(change);
  return change.steps.flatMap((step): Remaining[] => {
    const rules = rulesOf(kind, step);
    const result = rules.model(step, reading.objects.get(name) ?? null, reading);
    if ('refused' in result) {
      return [{ kind: change.kind, name, label, ...toldAs({ note: result.refused }), why: 'refused' }];
    }
    const { live, proof } = result;
    if (live === null) reading.objects.delete(name);
    else reading.objects.set(name, live);
    const want = wantNamed(kind, wants.get(kind.name) ?? [], name);
    const kept = rules.record(step, model.records.get(address), {
      want,
      live,
      proof,
      isProved: true,
      at: now,
    });
    if (kept === undefined) model.records.delete(address);
    else model.records.set(address, kept);
    return [];
  });
}
