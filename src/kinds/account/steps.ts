import type { LiveAccount } from '../../model/account.ts';
import type { Kind, Sending } from '../../model/kind.ts';
import type { Picture } from '../../model/ports.ts';
import type { Secret } from '../../model/secret.ts';
import { say as sayOutcome } from '../../words/en/outcomes.ts';
import { say } from '../../words/en/remainders.ts';
import { accountLimit } from './limits.ts';
import {
  type AccountWant,
  accountReading,
  baseRecord,
  type RecordedAccount,
  recordOfLive,
} from './states.ts';
import type { AccountStep } from './step.ts';

/** Every kind of step of an account: its call, what it shows, what is kept, how it acts on a model. */
export const accountSteps: Kind<AccountWant, LiveAccount, RecordedAccount, AccountStep>['steps'] = {
  'create-account': {
    action: 'create',
    field: 'nickname',
    call: () => 'kfaccount/add',
    send: (step, { api, want }) => api.accounts.add(step.account, step.nickname, passwordFor(step, want)),
    shows: ({ nickname }, _, now) => seen(now?.nickname === nickname),
    record: (step, kept, { live, want }) =>
      live
        ? {
            ...baseRecord(kept, live),
            nickname: step.nickname,
            ...bornWith(kept, live),
            ...fingerprint(step, want),
          }
        : kept,
    model: ({ account, nickname }, live, reading) => {
      if (live) return { refused: say('exists-already') };
      const count = reading.objects.size + accountReading(reading).consoleAccounts.length;
      if (count >= accountLimit) {
        return { refused: say('limit-met-here', { most: accountLimit }) };
      }
      const worker = { status: 'none' } as const;
      return { live: { id: account, nickname, avatarUrl: '', kfId: `new ${account}`, worker } };
    },
    wants: ({ nickname }, want) => wanting(want, { nickname }),
  },
  'update-account': {
    action: 'update',
    field: 'nickname',
    call: () => 'kfaccount/update',
    send: (step, { api, want }) => api.accounts.update(step.account, step.nickname, passwordFor(step, want)),
    shows: ({ nickname, withPassword }, before, now) => {
      if (now && before?.nickname === nickname && withPassword) return 'cannot-be-seen';
      return seen(now?.nickname === nickname);
    },
    isDone: ({ nickname, withPassword }, now) => !withPassword && now?.nickname === nickname,
    record: (step, kept, { live, want }) =>
      live ? { ...baseRecord(kept, live), nickname: step.nickname, ...fingerprint(step, want) } : kept,
    model: ({ nickname }, live) => onLive(live, { nickname }),
    wants: ({ nickname }, want) => wanting(want, { nickname }),
    unseenNote: () => sayOutcome('ok-unseen'),
  },
  'upload-avatar': {
    action: 'update',
    field: 'avatar',
    call: () => 'kfaccount/uploadheadimg',
    send: ({ account, avatar }, { api, ready }) =>
      api.accounts.uploadAvatar(account, pictureOf(avatar.sha256, ready)),
    // Another URL tells that a picture was set, not whose: `prove` looks at it.
    shows: (_, before, now) => seen(now !== null && now.avatarUrl !== (before?.avatarUrl ?? '')),
    isDone: () => false,
    prove: async ({ avatar }, { avatarUrl }, { api, ready }) => {
      const served = await api.pictures.fetch(avatarUrl);
      return served ? api.samePicture(pictureOf(avatar.sha256, ready).bytes, served) : 'cannot-tell';
    },
    record: ({ avatar: { sha256 } }, kept, { live, isProved }) => {
      if (!live) return kept;
      const { bornWithUrl: _, ...base } = baseRecord(kept, live);
      return { ...base, avatar: { sha256, url: live.avatarUrl, ...(isProved ? {} : { unseen: true }) } };
    },
    model: ({ avatar: { sha256 } }, live) => onLive(live, { avatarUrl: `model:${sha256}` }),
    wants: ({ avatar }, want, files) => {
      const file = files.get(avatar.sha256);
      return file ? wanting(want, { avatar: file }) : want;
    },
    picture: ({ avatar }) => avatar,
  },
  'invite-worker': {
    action: 'update',
    field: 'worker',
    call: () => 'kfaccount/inviteworker',
    send: ({ account, wechatId }, { api }) => api.accounts.invite(account, wechatId),
    shows: ({ wechatId }, _, now) => seen(isInvited(now, wechatId)),
    record: ({ wechatId }, kept, { live }) => (live ? { ...baseRecord(kept, live), worker: wechatId } : kept),
    model: ({ wechatId }, live) => {
      if (live?.worker.status === 'bound') return { refused: say('bound-already') };
      if (live?.worker.status === 'invited') return { refused: say('invited-already') };
      return onLive(live, { worker: { status: 'invited', wechatId } });
    },
    wants: ({ wechatId }, want) => wanting(want, { worker: wechatId }),
  },
  'set-protection': {
    action: 'update',
    call: () => undefined,
    send: async () => ({ kind: 'applied' }),
    shows: () => 'cannot-be-seen',
    isDone: () => false,
    record: ({ protect }, kept, { live }) => (live ? { ...baseRecord(kept, live), protect } : kept),
    model: (_, live) => onLive(live, {}),
    wants: ({ protect }, want) => wanting(want, { protect }),
    unseenNote: () => sayOutcome('kept-in-state'),
  },
  'delete-account': {
    action: 'delete',
    call: () => 'kfaccount/del',
    send: ({ account }, { api }) => api.accounts.delete(account),
    shows: (_, __, now) => seen(now === null),
    record: () => undefined,
    model: (_, live) => (live ? { live: null } : notThere),
  },
};

/** The first list after it was made tells; a later one may show a picture that somebody gave it. */
function bornWith(
  kept: RecordedAccount | undefined,
  live: LiveAccount,
): Pick<RecordedAccount, 'bornWithUrl'> {
  if (live.avatarUrl === '' || recordOfLive(kept, live)) return {};
  return { bornWithUrl: live.avatarUrl };
}

const notThere = { refused: say('not-there-then') };

function onLive(live: LiveAccount | null, changed: Partial<LiveAccount>) {
  return live ? { live: { ...live, ...changed } } : notThere;
}

function seen(isThere: boolean) {
  return isThere ? ('visible' as const) : ('not-visible' as const);
}

function isInvited(now: LiveAccount | null, wechatId: string): boolean {
  const worker = now?.worker;
  if (worker?.status !== 'invited' && worker?.status !== 'bound') return false;
  return worker.wechatId === wechatId;
}

type WithPassword = Extract<AccountStep, { withPassword: boolean }>;

/** A plan holds no secret: the legacy password comes from what is wanted. */
function passwordFor({ withPassword }: WithPassword, want: AccountWant | undefined): Secret | undefined {
  return withPassword && want?.state === 'present' ? want.account.password?.value : undefined;
}

function fingerprint(
  { withPassword }: WithPassword,
  want: AccountWant | undefined,
): Pick<RecordedAccount, 'passwordFingerprint'> {
  const known = want?.state === 'present' ? want.account.password?.fingerprint : undefined;
  return withPassword && known !== undefined ? { passwordFingerprint: known } : {};
}

/** What `preparePictures` made ready, by the SHA-256 of the file. */
function pictureOf(sha256: string, ready: Sending<AccountWant>['ready']): Picture {
  const picture = (ready as ReadonlyMap<string, Picture> | undefined)?.get(sha256);
  if (!picture) throw new Error(`no picture was prepared for sha256:${sha256}`);
  return picture;
}

function wanting(
  want: AccountWant,
  more: Partial<Extract<AccountWant, { state: 'present' }>['account']>,
): AccountWant {
  return want.state === 'present' ? { state: 'present', account: { ...want.account, ...more } } : want;
}
