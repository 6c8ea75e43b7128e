import { addressOf } from '../model/address.ts';
import type { AvatarFile } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/findings.ts';
import { told } from '../words/say.ts';
import type { PlanInput, Wants } from './input.ts';
import { makePlan } from './plan.ts';
import { kindNamed, stepKey } from './rules.ts';

/** What an inverse plan is made from. */
export interface InverseInput
  extends Omit<
    PlanInput,
    'wants' | 'allow' | 'writeUnverifiable' | 'otherRecords' | 'recentDeletes' | 'unsureDeletes'
  > {
  /** What was applied. */
  readonly applied: Plan;
  /** Its steps that are done and may be the run's own work, by {@link stepKey}. */
  readonly own: ReadonlySet<string>;
  /** The pictures fetched before they were overwritten, by address. */
  readonly kept: ReadonlyMap<string, AvatarFile>;
  readonly configWants: Wants;
}

/**
 * The plan that takes an apply back, made by the one planner from what was found at its end: objects that were made are
 * wanted gone, objects that were changed or deleted as they were observed before. Only steps that are done count.
 * Undefined when there is nothing to take back.
 */
export function planInverse(input: InverseInput): Plan | undefined {
  const { kinds, desired, configWants, applied, readings } = input;
  const undone = undoneChanges(input);
  const wants = new Map<string, unknown[]>();
  const lost: Saying[] = [];
  for (const { change, steps, replacedBy, picture } of undone) {
    const kind = kindNamed(kinds, change.kind);
    const { want, lost: own } = kind.undo({
      change,
      steps,
      now: readings.get(change.kind)?.objects.get(change.name) ?? null,
      ...(replacedBy === undefined ? {} : { replacedBy: replacedBy.slice(change.kind.length + 1) }),
      ...(picture ? { picture } : {}),
    });
    lost.push(...own);
    if (want !== undefined) {
      wants.set(kind.name, [...(wants.get(kind.name) ?? []), want]);
    }
  }
  const plan = makePlan({
    ...input,
    wants: inverseWants(kinds, configWants, wants),
    desired: { ...desired, policy: { ...desired.policy, unmanaged: 'keep', media: 'keep' } },
    writeUnverifiable: false,
    allow: new Set(),
    otherRecords: [],
    recentDeletes: 0,
    unsureDeletes: new Set(),
  });
  const changes = plan.changes.filter(({ kind }) => kindNamed(kinds, kind).wantOf !== undefined);
  if (changes.length === 0) return undefined;
  const named = namesIn(kinds, configWants);
  return {
    ...plan,
    changes,
    unmanaged: plan.unmanaged.filter(({ kind, name }) => !named.has(`${kind}.${name}`)),
    diagnostics: [...plan.diagnostics, opposesConfig(applied), ...lost.map(lostNotice)],
  };
}

/** What a saved inverse plan wants: its steps hold all of it. `files` are its pictures by SHA-256. */
export function wantsOfInverse(
  kinds: readonly AnyKind[],
  plan: Plan,
  configWants: Wants,
  files: ReadonlyMap<string, AvatarFile>,
): Wants {
  const wants = new Map<string, unknown[]>();
  for (const change of plan.changes) {
    const want = kindNamed(kinds, change.kind).wantOf?.(change, plan, files);
    if (want !== undefined) wants.set(change.kind, [...(wants.get(change.kind) ?? []), want]);
  }
  return inverseWants(kinds, configWants, wants);
}

/** Kinds that an inverse takes nothing back of stay as the config says. */
function inverseWants(kinds: readonly AnyKind[], config: Wants, wants: Wants): Wants {
  return new Map(
    kinds.map(({ name, wantOf }) => [name, (wantOf ? wants.get(name) : config.get(name)) ?? []]),
  );
}

interface UndoneChange {
  readonly change: Change;
  readonly steps: Change['steps'];
  /** The address of the object that the apply made in its place. */
  readonly replacedBy?: string;
  readonly picture?: AvatarFile;
}

/** What was so already when its turn came, or was refused and yet is there, is somebody else's work: it is not taken back. */
function undoneChanges({ applied, own, kept, readings }: InverseInput): UndoneChange[] {
  const isOurs = (change: Change, step: Change['steps'][number] | undefined) =>
    step !== undefined && own.has(stepKey(change, step));
  const made = new Set<string>(
    applied.changes
      .filter((change) => change.action === 'create' && isOurs(change, change.steps[0]))
      .map((change) => addressOf(change)),
  );
  /** Without the step that made it, an object is not the run's to take away; nor to bring back when others deleted it since. */
  const isUndoable = (change: Change) => {
    if (change.action === 'create') return made.has(addressOf(change));
    return change.action === 'delete' || readings.get(change.kind)?.objects.has(change.name) === true;
  };
  return applied.changes
    .map((change) => {
      const address = addressOf(change);
      const picture = kept.get(address);
      const replacedBy =
        change.reason === 'replaced' ? change.needs.find((need) => made.has(need)) : undefined;
      return {
        change,
        steps: isUndoable(change) ? change.steps.filter((step) => isOurs(change, step)) : [],
        ...(replacedBy === undefined ? {} : { replacedBy }),
        ...(picture ? { picture } : {}),
      };
    })
    .filter(({ steps }) => steps.length > 0);
}

function namesIn(kinds: readonly AnyKind[], wants: Wants): ReadonlySet<string> {
  return new Set(
    kinds.flatMap((kind) =>
      (wants.get(kind.name) ?? []).map((want) => `${kind.name}.${kind.named(want).name}`),
    ),
  );
}

function opposesConfig({ officialAccount }: Plan): Diagnostic {
  return {
    severity: 'warning',
    code: 'inverse-opposes-config',
    ...told(say('inverse-opposes', { name: officialAccount.name }), say('change-config-too')),
  };
}

function lostNotice(message: Saying): Diagnostic {
  return { severity: 'warning', code: 'inverse-lost', ...told(message) };
}

/** What an inverse plan says beside its changes, also when it is applied. */
export function isInverseNotice({ code }: Diagnostic): boolean {
  return code === 'inverse-opposes-config' || code === 'inverse-lost';
}
