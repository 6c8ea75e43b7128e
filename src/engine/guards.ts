import type { Labelled } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isEmulatorAppId } from '../model/emulator-app-id.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Change, Guard } from '../model/plan.ts';
import { recordsOf } from '../model/recorded.ts';
import type { Gathered } from './gather.ts';
import type { PlanInput } from './input.ts';
import { kindNamed, rulesOf } from './rules.ts';

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
    allowed: found.filter(mayPass).map(({ code, message }) => ({
      severity: 'warning',
      code: `allowed-${code}`,
      message,
      hint: `Let pass by --allow ${code}.`,
    })),
  };
}

interface Seen extends PlanInput {
  readonly gathered: readonly Gathered[];
  readonly changes: readonly Change[];
  /** Deletes that are sent: forgetting what the state file alone has loses nothing. */
  readonly deletes: readonly Change[];
}

/** Deletes that are sent: forgetting what the state file alone has loses nothing. */
export function deletesAtWechat({ kinds }: Pick<PlanInput, 'kinds'>, changes: readonly Change[]): Change[] {
  return changes.filter(({ kind, action, steps }) => {
    const own = kindNamed(kinds, kind);
    return action === 'delete' && steps.some((step) => rulesOf(own, step).call(step) !== undefined);
  });
}

/** Objects that nobody declared to be gone: their block is just not there. */
function isUndeclared({ reason }: Change): boolean {
  return reason === 'unmanaged_delete' || reason === 'unused';
}

function undeclared({ deletes }: Seen, { name }: AnyKind): Change[] {
  return deletes.filter((change) => change.kind === name && isUndeclared(change));
}

function appIdMismatch({ desired, recorded }: Seen): Guard[] {
  const { appId, source } = desired.officialAccount;
  if (!recorded || recorded.appId === appId) return [];
  return [
    {
      code: 'appid-mismatch',
      message: `The state file belongs to AppID ${recorded.appId}, the config says ${appId}.`,
      wayOut:
        'Correct officialAccount.appId. If this config really describes another official account now, move the state file away.',
      allowable: false,
      objects: [],
      ...(source.appId ? { source: source.appId } : {}),
    },
  ];
}

/** Without a record nobody knows what is protected: the state file was lost, renamed, or there never was one. */
function noRecord({ recorded, deletes, otherRecords }: Seen): Guard[] {
  if (recorded || deletes.length === 0) return [];
  const [other] = otherRecords;
  return [
    {
      code: 'no-record',
      message: `The plan deletes ${counted(deletes.length, 'object')}, but there is no state file, so it is not known what is protected.`,
      wayOut:
        other === undefined
          ? 'Put the state file back (it belongs into version control), or, if there never was one, pass --allow no-record.'
          : `${other.path} belongs to the same AppID. If this config was renamed, run: ${other.adopt} (or pass --allow no-record).`,
      allowable: true,
      objects: deletes,
    },
  ];
}

function emptyDesired(seen: Seen, { kind, input }: Gathered): Guard[] {
  const named = input.wants.filter((want) => !kind.named(want).isGone);
  const unnamed = undeclared(seen, kind).filter(({ reason }) => reason === 'unmanaged_delete');
  if (named.length > 0 || unnamed.length === 0) return [];
  const [one, several] = kind.words.en.noun;
  return [
    {
      code: 'empty-desired',
      message: `The config names no ${one} to keep, and policy.unmanaged: delete would delete all ${unnamed.length}.`,
      wayOut: `Write the ${several} to keep (an empty file is never taken as the whole truth).`,
      allowable: false,
      objects: unnamed,
    },
  ];
}

/** Fewer records than this say nothing about a list, unless each is precious. */
const fewRecords = 3;

/** More than half of what kefu managed is gone from the file at once: more likely a lost file than a wish. */
function desiredShrunk(seen: Seen, { kind, input }: Gathered): Guard[] {
  const { recorded } = seen;
  const kept = input.wants.filter((want) => !kind.named(want).isGone).length;
  const records = recordsOf(recorded, kind.name);
  const unnamed = undeclared(seen, kind).filter(({ name }) => records.has(name));
  if (kept === 0 && kind.isPrecious) return [];
  if (!kind.isPrecious && records.size < fewRecords) return [];
  if (unnamed.length * 2 <= records.size || kept >= records.size) return [];
  const [, several] = kind.words.en.noun;
  return [
    {
      code: 'desired-shrunk',
      message: `${unnamed.length} of the ${records.size} ${several} kefu managed are no longer in the config and would be deleted.`,
      wayOut:
        'Put the blocks back, declare state: absent for those to delete, or pass --allow desired-shrunk.',
      allowable: true,
      objects: unnamed,
    },
  ];
}

/** The emulator keeps its world in memory: all of it gone at once means that it was started anew. */
function emulatorRestarted(listsNone: string): Pick<Guard, 'code' | 'message' | 'wayOut'> {
  return {
    code: 'emulator-restarted',
    message: `The emulator ${listsNone} recorded by the last apply: it was started anew, or its world was reset.`,
    wayOut:
      'Pass --allow emulator-restarted to make them again. kefu emulator --world FILE keeps its world over a restart.',
  };
}

/** How many of the recorded objects of a kind a list still has, as what follows its subject. */
function listsOf(kept: number, recorded: number, { words }: AnyKind): string {
  const [one, several] = words.en.noun;
  if (recorded === 1) return `no longer lists the one ${one}`;
  return `lists ${kept === 0 ? 'none' : `only ${kept}`} of the ${recorded} ${several}`;
}

/** A list that lost more than half of what we recorded is more likely a fault of the answer than a fact. */
function liveShrunk({ desired, recorded, readings }: Seen, { kind, findings }: Gathered): Guard[] {
  const records = recordsOf(recorded, kind.name);
  if (records.size === 0 || (!kind.isPrecious && records.size < fewRecords)) return [];
  const live = readings.get(kind.name)?.objects ?? new Map<string, unknown>();
  const missing = kind.isPrecious
    ? [...records.keys()].filter((name) => !live.has(name))
    : findings.objects
        .filter(({ reason, steps }) => reason === 'gone' && steps.length > 0)
        .map(({ name }) => name);
  if (missing.length * 2 <= records.size) return [];
  const lists = listsOf(records.size - missing.length, records.size, kind);
  return [
    {
      ...(isEmulatorAppId(desired.officialAccount.appId) && missing.length === records.size
        ? emulatorRestarted(lists)
        : {
            code: 'live-shrunk',
            message: `WeChat ${lists} recorded by the last apply.`,
            wayOut:
              'Look at the console. If they were really deleted there, pass --allow live-shrunk to make them again.',
          }),
      allowable: true,
      objects: missing.sort().map((name): Labelled => ({ kind: kind.name, name, label: name })),
    },
  ];
}

function protectedObjects({ changes }: Seen): Guard[] {
  return changes
    .filter(({ action, protection }) => action === 'delete' && protection === 'held')
    .map((change) => ({
      code: 'protected',
      message: `${change.label} is protected and would be deleted.`,
      wayOut: `If it must go, write ${yamlName(change)}: { state: absent, protect: false }.`,
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
  const parts = kinds.flatMap(({ name, words }) => {
    const count = deletes.filter(({ kind }) => kind === name).length;
    return count === 0 ? [] : [`${count} ${words.en.noun[count === 1 ? 0 : 1]}`];
  });
  return [
    {
      code: 'max-deletes',
      message: `The plan deletes ${parts.join(' and ')}; policy.maxDeletes allows ${allowed}.`,
      wayOut: `If all are meant, set policy.maxDeletes: ${deletes.length} and have it reviewed.`,
      allowable: false,
      objects: deletes,
    },
  ];
}

/** Many small plans must not do what one large plan may not. */
function deletesPerDay({ deletes, recentDeletes, desired }: Seen): Guard[] {
  const { maxDeletesPerDay: allowed } = desired.policy;
  const all = deletes.length + recentDeletes;
  if (deletes.length === 0 || recentDeletes === 0 || all <= allowed) return [];
  return [
    {
      code: 'deletes-per-day',
      message: `The plan deletes ${counted(deletes.length, 'object')}, after ${recentDeletes} within the last 24 hours; policy.maxDeletesPerDay allows ${allowed}.`,
      wayOut: `Wait (kefu history tells what was deleted when), or, if all are meant, set policy.maxDeletesPerDay: ${all} and have it reviewed.`,
      allowable: false,
      objects: deletes,
    },
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
