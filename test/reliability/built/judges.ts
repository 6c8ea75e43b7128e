// What must hold after a strike, seen in the emulator's world and in the folder.
import { createHash } from 'node:crypto';
import type { KfAccount } from '../../../src/emulator/world/accounts.ts';
import type { Media } from '../../../src/emulator/world/media.ts';
import { messagesTo, type Stage } from './stage.ts';

/** What was broken, in words; each begins with the name of its invariant. */
export type Broken = string;

interface Told {
  readonly results: readonly {
    readonly name: string;
    readonly change: string;
    readonly status: string;
  }[];
}

const said = (text: string) => /nickname: ([^,}\s]+)/.exec(text)?.[1];

/** The lines of accounts in the config of the stage: name and what stands behind it. */
function configured({ workload }: Stage): Map<string, string> {
  const text = String(workload.files['/sim/kefu.yaml']);
  return new Map(
    [...text.matchAll(/^ {2}(\w+): \{(.*)\}$/gm)]
      .filter(([, , fields]) => /nickname|state/.test(fields ?? ''))
      .map(([, name, fields]) => [`${name}@kftest`, fields ?? '']),
  );
}

/** truthful report: what the report says of each write to an account is so; once something was sent there is a report. */
export function toldTruly(stage: Stage, report: unknown): Broken[] {
  const hasSent = stage.relay.passed.some(({ isWrite }) => isWrite);
  if (report === undefined) return hasSent ? ['truthful report: no report was written'] : [];
  const { results = [] } = report as Partial<Told>;
  return results.flatMap(({ name, change, status }) => {
    const holds = effectOf(stage, name, change);
    if (holds === undefined) return [];
    if (status === 'done' && !holds)
      return [`truthful report: ${change} of ${name} is told as done, and is not`];
    if (/^(failed|skipped|not-attempted)$/.test(status) && holds)
      return [`truthful report: ${change} of ${name} is told as ${status}, and was done`];
    return [];
  });
}

/** Whether the effect of a step is there; undefined for what the world does not tell. */
function effectOf(stage: Stage, name: string, change: string): boolean | undefined {
  const { accounts, media } = stage.emulator.world;
  const live = accounts.find(({ account }) => account === name);
  const fields = configured(stage).get(name) ?? '';
  switch (change) {
    case 'create-account':
    case 'update-account':
      return live?.nickname === said(fields);
    case 'delete-account':
      return live === undefined;
    case 'upload-avatar':
      return live !== undefined && hasNewPicture(stage, name);
    case 'invite-worker':
      return live !== undefined && isInvited(live, fields);
    case 'upload-media':
      return Object.values(media).some((one) => one.permanent && name.startsWith(digestOf(one)));
    default:
      return undefined;
  }
}

/** As media are named in a report. */
function digestOf({ base64 }: Media): string {
  return createHash('sha256')
    .update(Buffer.from(base64 ?? '', 'base64'))
    .digest('hex');
}

function hasNewPicture({ emulator, workload }: Stage, name: string): boolean {
  const picture = emulator.world.accounts.find(({ account }) => account === name)?.picture ?? '';
  const had = workload.accounts.find(({ account }) => account === name)?.picture !== undefined;
  return !/^(default|)$/.test(picture) && !(had && picture.startsWith('seeded-'));
}

/** After the clean runs: as the config says, nobody else touched, nothing twice, nothing left behind. */
export function afterwards(stage: Stage, files: readonly string[]): Broken[] {
  return [...accountsAsWanted(stage), ...othersUntouched(stage), ...onceOnly(stage), ...tidy(stage, files)];
}

function accountsAsWanted(stage: Stage): Broken[] {
  const { accounts } = stage.emulator.world;
  return [...configured(stage)].flatMap(([name, fields]) => {
    const live = accounts.find(({ account }) => account === name);
    if (fields.includes('absent')) return live ? [`converges: ${name} is still there`] : [];
    if (live?.nickname !== said(fields)) return [`converges: ${name} has the nickname ${live?.nickname}`];
    if (!live) return [];
    if (fields.includes('avatar:') && !hasNewPicture(stage, name))
      return [`never lost: ${name} has no picture`];
    return isInvited(live, fields) ? [] : [`converges: the worker of ${name} was not invited`];
  });
}

/** Also true of an account without a worker. */
function isInvited({ worker }: KfAccount, fields: string): boolean {
  const wanted = /worker: (\w+)/.exec(fields)?.[1];
  return wanted === undefined || JSON.stringify(worker).includes(wanted);
}

function othersUntouched({ workload, emulator }: Stage): Broken[] {
  return workload.untouched.flatMap((name) => {
    const seed = workload.accounts.find(({ account }) => account === `${name}@kftest`);
    const live = emulator.world.accounts.find(({ account }) => account === seed?.account);
    return live?.nickname === seed?.nickname ? [] : [`nothing unplanned: ${name} is not as it was`];
  });
}

function onceOnly(stage: Stage): Broken[] {
  const { accounts, media } = stage.emulator.world;
  const names = accounts.map(({ account }) => account);
  const shelf = Object.values(media).flatMap(({ permanent, name }) => (permanent ? [name] : []));
  const got = messagesTo(stage);
  const missing = got.filter((count) => count === 0).length;
  const isSending = stage.workload.customers !== undefined;
  return [
    ...(new Set(names).size < names.length ? ['no duplicates: an account is there twice'] : []),
    ...(new Set(shelf).size < shelf.length ? ['no duplicates: a media is there twice'] : []),
    ...(Math.max(...got) > 1 ? ['messages at most once: a customer got one twice'] : []),
    ...(isSending && missing > 1 ? [`converges: ${missing} customers got no message`] : []),
  ];
}

const own =
  /^(kefu\.state\.json|kefu\.history\.jsonl|kefu\.inverse(?:-\w+)?(?:\.json)?|report\.json|openids\.txt\.sent\.jsonl)$/;

function tidy({ files: before }: Stage, files: readonly string[]): Broken[] {
  const left = files.filter((file) => !before.includes(file) && !own.test(file));
  return left.length > 0 ? [`tidy: ${left.join(', ')} is left behind`] : [];
}
