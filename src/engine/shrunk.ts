import type { Labelled } from '../model/address.ts';
import { isEmulatorAppId } from '../model/emulator-app-id.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Change, Guard } from '../model/plan.ts';
import { recordsOf } from '../model/recorded.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/guards.ts';
import { toldAs } from '../words/say.ts';
import type { Gathered } from './gather.ts';
import type { PlanInput } from './input.ts';
import { nounOf } from './rules.ts';

/*
 * What got much smaller at once, in the config or in WeChat's lists, was more likely lost than wished.
 */

interface Shrinking extends Pick<PlanInput, 'desired' | 'recorded' | 'readings'> {
  readonly deletes: readonly Change[];
}

/** Deletes of objects that nobody declared to be gone: their block is just not there. */
export function undeclared({ deletes }: Pick<Shrinking, 'deletes'>, { name }: AnyKind): Change[] {
  return deletes.filter(
    ({ kind, reason }) => kind === name && (reason === 'unmanaged_delete' || reason === 'unused'),
  );
}

/** Names of the recorded objects that a list can show: temporary media and covers are in none. */
function listedRecords({ recorded }: Shrinking, kind: AnyKind): ReadonlySet<string> {
  const names = [...recordsOf(recorded, kind.name).keys()];
  return new Set(kind.isListed ? names.filter((name) => kind.isListed?.(name)) : names);
}

/** Fewer records than this say nothing about a list, unless each is precious. */
const fewRecords = 3;

/** More than half of what kefu managed is gone from the file at once: more likely a lost file than a wish. */
export function desiredShrunk(seen: Shrinking, { kind, input }: Gathered): Guard[] {
  const kept = input.wants.filter((want) => !kind.named(want).isGone).length;
  const records = listedRecords(seen, kind);
  const unnamed = undeclared(seen, kind).filter(({ name }) => records.has(name));
  if (kept === 0 && kind.isPrecious) return [];
  if (!kind.isPrecious && records.size < fewRecords) return [];
  if (unnamed.length * 2 <= records.size || kept >= records.size) return [];
  return [
    {
      code: 'desired-shrunk',
      ...toldAs({
        message: say('most-left-config', {
          count: unnamed.length,
          managed: records.size,
          noun: nounOf(kind, 2),
        }),
        wayOut: say('put-blocks-back'),
      }),
      allowable: true,
      objects: unnamed,
    },
  ];
}

/** The emulator keeps its world in memory: all of it gone at once means that it was started anew. */
function emulatorRestarted(lists: Saying): Pick<Guard, 'code' | 'message' | 'wayOut' | 'said'> {
  const message = say('emulator-lists-less', { lists });
  return { code: 'emulator-restarted', ...toldAs({ message, wayOut: say('keep-emulator-world') }) };
}

/** How many of the recorded objects of a kind a list still has, as what follows its subject. */
function listsOf(kept: number, recorded: number, kind: AnyKind): Saying {
  const noun = nounOf(kind, recorded);
  if (recorded === 1) return say('lists-not-the-one', { noun });
  return kept === 0 ? say('lists-none', { recorded, noun }) : say('lists-only', { kept, recorded, noun });
}

/** A list that lost more than half of what we recorded is more likely a fault of the answer than a fact. */
export function liveShrunk(seen: Shrinking, { kind, findings }: Gathered): Guard[] {
  const { desired, readings } = seen;
  const records = listedRecords(seen, kind);
  const live = readings.get(kind.name)?.objects ?? new Map<string, unknown>();
  // Of what is not precious only what is needed was looked for.
  const found = findings.objects.filter(({ name }) => records.has(name));
  const sought = kind.isPrecious ? [...records] : found.map(({ name }) => name);
  const missing = kind.isPrecious
    ? sought.filter((name) => !live.has(name))
    : found.filter(({ reason, steps }) => reason === 'gone' && steps.length > 0).map(({ name }) => name);
  if (sought.length === 0 || (!kind.isPrecious && sought.length < fewRecords)) return [];
  if (missing.length * 2 <= sought.length) return [];
  const lists = listsOf(sought.length - missing.length, sought.length, kind);
  return [
    {
      ...(isEmulatorAppId(desired.officialAccount.appId) && missing.length === sought.length
        ? emulatorRestarted(lists)
        : {
            code: 'live-shrunk',
            ...toldAs({ message: say('wechat-lists-less', { lists }), wayOut: say('look-at-console') }),
          }),
      allowable: true,
      objects: missing.sort().map((name): Labelled => ({ kind: kind.name, name, label: name })),
    },
  ];
}
