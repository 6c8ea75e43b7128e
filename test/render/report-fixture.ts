import type { ChangeKind } from '../../src/model/change.ts';
import type { ChangeResult, MessageResult, Report } from '../../src/model/report.ts';
import { plan } from './fixture.ts';
import { id } from './states.ts';

/** How some changes of the fixture plan ended; the others are done. */
const endings: Readonly<Partial<Record<string, Partial<ChangeResult>>>> = {
  'alice@kftest upload-avatar': {
    status: 'failed',
    note: 'WeChat refused the avatar: 65404 invalid head img type. Nothing was changed.',
    cause: {
      code: 65404,
      message: '65404 invalid head img type <b>@everyone</b>',
      hint: 'Save the picture as JPEG or PNG and apply again.',
    },
  },
  'carol@kftest create-account': {
    status: 'unknown',
    note: 'The answer was cut off, and reading back did not settle it.',
    cause: {
      code: 'cut-off',
      message: 'The connection was reset',
      hint: 'Run kefu plan to see how it ended.',
    },
    attempts: 2,
  },
  'carol@kftest upload-avatar': { status: 'skipped', note: 'create-account did not succeed.', attempts: 0 },
  'carol@kftest invite-worker': { status: 'skipped', note: 'create-account did not succeed.', attempts: 0 },
  'carol@kftest set-protection': { status: 'skipped', note: 'create-account did not succeed.', attempts: 0 },
  'caro@kftest delete-account': {
    status: 'not-attempted',
    note: 'The run stopped before it: \u001b[31m`45009` ::error::\u202E',
    attempts: 0,
  },
  'erin@kftest update-account': {
    status: 'failed',
    note: 'The account no longer looks as the plan saw it; nothing was written.',
    refusal: 'changed-meanwhile',
    attempts: 0,
  },
};

const doneNotes = {
  'create-account': 'Read back: the account is there.',
  'update-account': 'Read back: the nickname is as the config says.',
  'upload-avatar': 'Read back: WeChat shows a new picture.',
  'invite-worker': 'Read back: the invitation waits for an answer.',
  'set-protection': 'Kept in the state file.',
  'delete-account': 'Read back: the account is gone.',
} as const satisfies Record<ChangeKind, string>;

const results = plan.accountChanges.flatMap(({ account, action, changes }) =>
  changes.map(
    ({ kind }): ChangeResult => ({
      account,
      action,
      kind,
      status: 'done',
      note: doneNotes[kind],
      attempts: kind === 'set-protection' ? 0 : 1,
      ...endings[`${account} ${kind}`],
    }),
  ),
);

const messageResults: readonly MessageResult[] = [
  {
    address: 'media../media/promo.jpg',
    action: 'create',
    kind: 'upload-media',
    status: 'unknown',
    note: 'The answer was cut off ::error:: `x` <b>',
    cause: { code: 'cut-off', message: 'cut off', hint: 'Run kefu plan to see how it ended.' },
    attempts: 3,
  },
  {
    address: 'media../media/greeting.amr',
    action: 'update',
    kind: 'refresh-media',
    status: 'done',
    note: 'WeChat said ok; it lists no temporary media',
    attempts: 1,
  },
  {
    address: `media.${plan.mediaChanges.find(({ kind }) => kind === 'delete-media')?.media.path}`,
    action: 'delete',
    kind: 'delete-media',
    status: 'failed',
    note: 'WeChat refused to delete the media file: 48005 api forbidden to delete material used by auto-reply or menu.',
    cause: { code: 48005, message: '48005', hint: 'Take it out of the menu first.' },
    attempts: 1,
  },
  ...plan.templateChanges.map(
    ({ template, action }): MessageResult => ({
      address: `template.${template}`,
      action,
      kind: 'record-template',
      status: template === 'promo' ? 'skipped' : 'done',
      note: template === 'promo' ? './media/promo.jpg is not uploaded' : 'kept in the state file',
      attempts: 0,
    }),
  ),
];

/** What an apply of the fixture plan might have told: every ending, and a read-back that differs. */
export const report: Report = {
  officialAccount: plan.officialAccount,
  results,
  messageResults,
  readBack: {
    status: 'differs',
    accounts: 12,
    remaining: [
      { account: id('alice'), note: 'avatar still differs' },
      { account: id('carol'), note: 'is not there' },
    ],
  },
  stopped: {
    code: 45009,
    kind: 'quota',
    message: "WeChat's daily quota of the call is used up (45009 reach max api daily quota limit).",
    hint: 'Wait until midnight (Beijing time) and apply again.',
  },
  summary: { added: 3, changed: 4, destroyed: 4 },
  stateFault: 'ENOSPC: no space left on device (shop-cn.state.json)',
};

/** The same apply with nothing wrong. */
export const cleanReport: Report = {
  officialAccount: plan.officialAccount,
  results: results.map(({ cause: _, refusal: __, ...result }) => ({
    ...result,
    status: 'done',
    note: doneNotes[result.kind],
    attempts: 1,
  })),
  readBack: { status: 'verified', accounts: 12 },
  messageResults: messageResults.map(({ cause: _, ...result }) => ({
    ...result,
    status: 'done',
    note: 'read back',
  })),
  summary: { added: 4, changed: 5, destroyed: 5 },
};
