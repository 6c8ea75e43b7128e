import type { KindCounts } from '../../src/model/plan.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { plan } from './fixture.ts';
import { at, id } from './states.ts';

/** How some steps of the fixture plan ended; the others are done. */
const endings: Readonly<Partial<Record<string, Partial<Result>>>> = {
  'alice@kftest upload-avatar': {
    status: 'failed',
    note: 'WeChat refused the avatar: 65404 invalid head img type. Nothing was changed.',
    cause: {
      code: 65404,
      message: '65404 invalid head img type <b>@everyone</b>',
      hint: 'Save the picture as JPEG or PNG and apply again.',
      field: 'avatar',
    },
    source: at(12, 13, '    avatar: ./avatars/night.png'),
  },
  'carol@kftest create-account': {
    status: 'unknown',
    note: 'The answer was cut off, and reading back did not settle it.',
    cause: {
      code: 'cut-off',
      message: 'The connection was reset',
      hint: 'Run `kefu plan` to see how it ended.',
    },
    source: at(14, 3, '  carol:'),
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
  './media/promo.jpg upload-media': {
    status: 'unknown',
    note: 'The answer was cut off ::error:: `x` <b>',
    cause: { code: 'cut-off', message: 'cut off', hint: 'Run kefu plan to see how it ended.' },
    attempts: 3,
  },
  'kefu-9999999999999999.jpg delete-media': {
    status: 'failed',
    note: 'WeChat refused to delete the media file: 48005 api forbidden to delete material used by auto-reply or menu.',
    cause: { code: 48005, message: '48005', hint: 'Take it out of the menu first.' },
    attempts: 1,
  },
  'promo record-template': { status: 'skipped', note: './media/promo.jpg is not uploaded', attempts: 0 },
};

const results = plan.changes.flatMap(({ kind, name, label, action, steps }) =>
  steps.map(
    (step): Result => ({
      kind,
      name,
      label,
      action,
      step: step.kind,
      status: 'done',
      note: action === 'delete' ? 'Read back: it is gone.' : 'Read back: it is as the config says.',
      attempts: 1,
      ...endings[`${label} ${step.kind}`],
    }),
  ),
);

const about = (name: string) => ({ kind: 'kf_account', name: id(name), label: id(name) });
const counts = (...numbers: readonly [add: number, change: number, destroy: number][]): KindCounts[] =>
  plan.summary.kinds.map(({ kind }, index) => {
    const [add, change, destroy] = numbers[index] ?? [0, 0, 0];
    return { kind, add, change, destroy };
  });

/** What an apply of the fixture plan might have told: every ending, and a read-back that differs. */
export const report: Report = {
  officialAccount: plan.officialAccount,
  results,
  verdict: {
    status: 'unknown',
    remaining: [
      {
        ...about('alice'),
        field: 'avatar',
        note: 'avatar is not as in the config',
        why: 'differs',
        source: at(12, 13, '    avatar: ./avatars/night.png'),
      },
      { ...about('carol'), note: 'is not there', why: 'differs' },
      {
        ...about('ida'),
        field: 'worker',
        note: 'worker stays as it is (worker-bound-elsewhere)',
        why: 'stuck',
      },
      {
        ...about('hana'),
        field: 'avatar',
        note: 'nobody can tell whether avatar is ./avatars/hana.png',
        why: 'unverifiable',
      },
    ],
    managed: plan.summary.kinds.map(({ kind }, index) => ({ kind, managed: [13, 4, 7][index] ?? 0 })),
  },
  stopped: {
    code: 45009,
    kind: 'quota',
    message: "WeChat's daily quota of the call is used up (45009 reach max api daily quota limit).",
    hint: 'Wait until midnight (Beijing time) and apply again.',
  },
  warnings: plan.diagnostics,
  counts: counts([3, 5, 4], [1, 1, 0], [2, 1, 1]),
  stateFault: 'ENOSPC: no space left on device (shop-cn.state.json)',
};

/** The same apply with nothing wrong, but for what nobody can verify. */
export const cleanReport: Report = {
  officialAccount: plan.officialAccount,
  results: results.map(({ cause: _, refusal: __, source: ___, ...result }) => ({
    ...result,
    status: 'done',
    note: 'Read back: it is as the config says.',
    attempts: 1,
  })),
  verdict: {
    ...report.verdict,
    status: 'as-configured',
    remaining: report.verdict.remaining.filter(({ why }) => why === 'unverifiable'),
  },
  warnings: plan.diagnostics,
  counts: plan.summary.kinds,
};
