import { addressOf } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Change, Guard } from '../model/plan.ts';
import { isProtectionKnown } from '../model/recorded.ts';
import { say } from '../words/en/guards.ts';
import { inEnglish, toldAs } from '../words/say.ts';
import type { Gathered } from './gather.ts';
import type { PlanInput } from './input.ts';
import { kindNamed, nounOf, rulesOf } from './rules.ts';
import { desiredShrunk, liveShrunk, undeclared } from './shrunk.ts';

/** Every finding that holds this plan back, in a fixed order: what is true of any object, then what is true of one kind. */
export function findGuards(
  input: PlanInput,
  gathered: readonly Gathered[],
  changes: readonly Change[],
): Guard[] {
  const seen: Seen = { ...input, gathered, changes, deletes: deletesAtWechat(input, changes) };
  return [
    ...appIdMismatch(seen),
    ...noRecord(seen),
    ...gathered.flatMap((one) => emptyDesired(seen, one)),
    ...gathered.flatMap((one) => desiredShrunk(seen, one)),
    ...gathered.flatMap((one) => liveShrunk(seen, one)),
    ...protectedObjects(seen),
    ...maxDeletes(seen),
    ...deletesPerDay(seen),
    ...gathered.flatMap(({ kind, input: own }) => {
      return kind.guards?.({ ...own, changes: changes.filter((change) => change.kind === kind.name) }) ?? [];
    }),
  ];
}

/** Takes out the guards the operator allows and leaves a warning for each. */
export function applyAllowances(
  found: readonly Guard[],
  allow: ReadonlySet<string>,
): { readonly guards: readonly Guard[]; readonly allowed: readonly Diagnostic[] } {
  const mayPass = ({ code, allowable }: Guard) => allowable && allow.has(code);
  return {
    guards: found.filter((guard) => !mayPass(guard)),
    allowed: found.filter(mayPass).map(allowedWarning),
  };
}

/** Keeps what other languages say only with both of its sentences. */
function allowedWarning({ code, message, said }: Guard): Diagnostic {
  const hint = say('let-pass-by', { flag: `--allow ${code}` });
  const both = said?.message ? { said: { message: said.message, hint } } : {};
  return { severity: 'warning', code: `allowed-${code}`, message, hint: inEnglish(hint), ...both };
}

interface Seen extends PlanInput {
  readonly gathered: readonly Gathered[];
  readonly changes: readonly Change[];
  readonly deletes: readonly Change[];
}

/** Deletes that are sent: forgetting what the state file alone has loses nothing. */
export function deletesAtWechat({ kinds }: Pick<PlanInput, 'kinds'>, changes: readonly Change[]): Change[] {
  return changes.filter(({ kind, action, steps }) => {
    const own = kindNamed(kinds, kind);
    return action === 'delete' && steps.some((step) => rulesOf(own, step).call(step) !== undefined);
  });
}

function appIdMismatch({ desired, recorded }: Seen): Guard[] {
  const { appId, source } = desired.officialAccount;
  if (!recorded || recorded.appId === appId) return [];
  return [
    {
      code: 'appid-mismatch',
      ...toldAs({
        message: say('state-of-other-appid', { recorded: recorded.appId, appId }),
        wayOut: say('correct-appid'),
      }),
      allowable: false,
      objects: [],
      ...(source.appId ? { source: source.appId } : {}),
    },
  ];
}

/**
 * Without a record nobody knows what is protected: the state file was lost, renamed, or there never was one. An export that
 * began a new one learned nothing about that.
 */
function noRecord({ recorded, deletes, otherRecords }: Seen): Guard[] {
  if (isProtectionKnown(recorded) || deletes.length === 0) return [];
  const [other] = otherRecords;
  return [
    {
      code: 'no-record',
      ...toldAs({
        message: say(recorded ? 'deletes-with-exported-state' : 'deletes-without-state', {
          count: deletes.length,
        }),
        wayOut:
          other === undefined
            ? say('put-state-back')
            : say('adopt-other-state', { path: other.path, command: other.adopt }),
      }),
      allowable: true,
      objects: deletes,
    },
  ];
}

function emptyDesired(seen: Seen, { kind, input }: Gathered): Guard[] {
  const named = input.wants.filter((want) => !kind.named(want).isGone);
  const unnamed = undeclared(seen, kind).filter(({ reason }) => reason === 'unmanaged_delete');
  if (named.length > 0 || unnamed.length === 0) return [];
  return [
    {
      code: 'empty-desired',
      ...toldAs({
        message: say('nothing-to-keep', { noun: nounOf(kind, 1), count: unnamed.length }),
        wayOut: say('write-what-to-keep', { noun: nounOf(kind, 2) }),
      }),
      allowable: false,
      objects: unnamed,
    },
  ];
}

function protectedObjects({ changes }: Seen): Guard[] {
  return changes
    .filter(({ action, protection }) => action === 'delete' && protection === 'held')
    .map((change) => ({
      code: 'protected',
      ...toldAs({
        message: say('protected-to-go', { name: change.label }),
        wayOut: say('lift-protection', { block: `${yamlName(change)}: { state: absent, protect: false }` }),
      }),
      allowable: false,
      objects: [change],
      ...(change.source ? { source: change.source } : {}),
    }));
}

/** The key in the YAML: a name without what the official account adds to it. */
function yamlName({ name }: Change): string {
  const at = name.lastIndexOf('@');
  return at < 0 ? name : name.slice(0, at);
}

function maxDeletes({ deletes, kinds, desired }: Seen): Guard[] {
  const { maxDeletes: allowed } = desired.policy;
  if (deletes.length <= allowed) return [];
  const parts = kinds.flatMap((kind) => {
    const count = deletes.filter((change) => change.kind === kind.name).length;
    return count === 0 ? [] : [say('counted-objects', { count, noun: nounOf(kind, count) })];
  });
  return [
    {
      code: 'max-deletes',
      ...toldAs({
        message: say('too-many-deletes', { parts, allowed }),
        wayOut: say('raise-max-deletes', { count: deletes.length }),
      }),
      allowable: false,
      objects: deletes,
    },
  ];
}

/**
 * Many small plans must not do what one large plan may not; of one alone that is too large, `max-deletes` tells. What is
 * still to be deleted is there, so an apply that was killed did not delete it: it counts once.
 */
function deletesPerDay({ deletes, recentDeletes, unsureDeletes, desired }: Seen): Guard[] {
  const { maxDeletes, maxDeletesPerDay: allowed } = desired.policy;
  const still = new Set<string>(deletes.map(addressOf));
  const recent = recentDeletes + [...unsureDeletes].filter((address) => !still.has(address)).length;
  const all = deletes.length + recent;
  if (deletes.length === 0 || all <= allowed) return [];
  if (recent === 0 && deletes.length > maxDeletes) return [];
  return [
    {
      code: 'deletes-per-day',
      ...toldAs({
        message: say('too-many-deletes-a-day', { count: deletes.length, recent, allowed }),
        wayOut: say(recent > 0 ? 'wait-or-raise-a-day' : 'raise-a-day', { count: all }),
      }),
      allowable: false,
      objects: deletes,
    },
  ];
}
