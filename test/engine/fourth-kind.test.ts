import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderReportJson } from '../../src/documents/report.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { headerOf } from '../../src/reconcile/header.ts';
import { savePlan } from '../../src/reconcile/save.ts';
import {
  type ApplyEnding,
  applyAccount,
  openAccount,
  planAccount,
  readSavedPlan,
} from '../../src/reconcile.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { english } from '../../src/words/en/words.ts';
import { Blackboard, type NoteWant, noteKind } from './note-kind.ts';

/*
 * The measure of the design: a new kind of object is its own folder and one line in the list of kinds. This one passes
 * through plan, saved plan, guards, apply, read-back, state, inverse and every format.
 */

let emulator: RunningEmulator;
let folder: string;
let board: Blackboard;
beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'kefu-note-'));
  board = new Blackboard(join(folder, 'board.json'));
  board.write({ lunch: 'soup', old: 'yesterday' });
  config();
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function config(policy = '{}'): void {
  writeFileSync(
    join(folder, 'kefu.yaml'),
    `version: 1
officialAccount:
  name: shop-cn
  wechatId: ${emulator.wechatId}
  appId: ${emulator.appId}
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
accounts: { alice: { nickname: 小美 } }
policy: ${policy}
`,
  );
}

const wanted: readonly NoteWant[] = [
  { name: 'hello', text: 'Welcome' },
  { name: 'lunch', text: 'soup and bread' },
  { name: 'old', text: null },
];
const options = { writeUnverifiable: false, allow: new Set(['no-record']), fetchAvatars: true };
const env = () => ({ KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret });

function open(wants: readonly NoteWant[], mode: 'read-only' | 'read-write' = 'read-write') {
  return openAccount('kefu.yaml', {
    mode,
    env: env(),
    cwd: folder,
    kinds: [...kinds, noteKind(wants, board)],
  });
}

async function apply(
  wants: readonly NoteWant[],
  more: { readonly saved?: Awaited<ReturnType<typeof readSavedPlan>>; readonly allow?: Set<string> } = {},
): Promise<Extract<ApplyEnding, { kind: 'applied' }>> {
  const account = await open(wants);
  try {
    const ending = await applyAccount(
      account,
      { ...options, settleMs: 20, ...more },
      { approve: async () => true },
    );
    if (ending.kind !== 'applied')
      throw new Error(`not applied: ${JSON.stringify(ending.planned.plan.guards)}`);
    return ending;
  } finally {
    await account.close();
  }
}

async function planned(wants: readonly NoteWant[], allow = options.allow) {
  const account = await open(wants, 'read-only');
  try {
    return (await planAccount(account, { ...options, allow })).plan;
  } finally {
    await account.close();
  }
}

const told = ({ report }: Extract<ApplyEnding, { kind: 'applied' }>) =>
  report.results.map(({ label, step, status }) => `${label} ${step} ${status}`);

describe('a kind that nothing in the project knows', () => {
  test('is planned, applied, read back and recorded; the second plan is empty', async () => {
    const plan = await planned(wanted);
    expect(plan.changes.map(({ action, label }) => `${action} ${label}`)).toEqual([
      'create alice@kftest',
      'create hello',
      'update lunch',
      'delete old',
    ]);
    const ending = await apply(wanted);
    expect(told(ending)).toEqual([
      'alice@kftest create-account done',
      'hello put-note done',
      'lunch put-note done',
      'old wipe-note done',
    ]);
    expect(ending.report.verdict).toMatchObject({ status: 'as-configured', remaining: [] });
    expect(ending.report.counts).toContainEqual({ kind: 'note', add: 1, change: 1, destroy: 1 });
    expect(board.list()).toEqual({ lunch: 'soup and bread', hello: 'Welcome' });
    const state = JSON.parse(readFileSync(join(folder, 'kefu.state.json'), 'utf8'));
    expect(Object.keys(state.objects)).toEqual(['kf_account.alice@kftest', 'note.hello', 'note.lunch']);
    expect((await planned(wanted)).changes).toEqual([]);
  });

  test('counts in the guards about any object: too many deletes, no record', async () => {
    const gone = [
      { name: 'lunch', text: null },
      { name: 'old', text: null },
    ];
    const { guards } = await planned(gone, new Set());
    expect(guards.map(({ code }) => code)).toEqual(['no-record', 'max-deletes']);
    expect(guards[1]?.message).toContain('2 notes');
    await expect(apply(gone)).rejects.toThrow('max-deletes');
    expect(board.list()).toEqual({ lunch: 'soup', old: 'yesterday' });
  });

  test('drift is told, and a plan on a model of it converges', async () => {
    await apply(wanted);
    board.write({ ...board.list(), lunch: 'pizza' });
    const plan = await planned(wanted);
    expect(plan.drift).toMatchObject([
      { kind: 'note', name: 'lunch', recorded: 'soup and bread', live: 'pizza' },
    ]);
    expect(plan.convergence).toEqual({ converges: true, remaining: [] });
  });

  test('a lost answer is settled by reading back, and a refusal points at its line', async () => {
    board.faults.push({ kind: 'lost', effect: true }, { kind: 'lost', effect: false });
    const ending = await apply(wanted);
    expect(ending.report.verdict.status).toBe('as-configured');
    expect(board.calls.sort()).toEqual(['put hello', 'put lunch', 'wipe old']);

    board.write({});
    board.faults.push({ kind: 'refused', effect: false });
    const { report } = await apply([{ name: 'hello', text: 'Hi' }]);
    expect(report.results).toMatchObject([{ status: 'failed', source: { file: 'notes.yaml', column: 7 } }]);
    expect(report.verdict).toMatchObject({
      status: 'failed',
      remaining: [{ kind: 'note', note: 'is not there' }],
    });
  });

  test.each([2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'given no answer, then a busy server, and no list after %i readings, expect no step that was sent as not attempted',
    async (readings) => {
      board.faults.push({ kind: 'lost', effect: false }, { kind: 'busy', effect: false });
      board.readings = readings;
      const { report } = await apply([{ name: 'hello', text: 'Hi' }]);
      const { status, attempts } = report.results.find(({ kind }) => kind === 'note') ?? {};
      const wasDone = board.calls.length > 0;
      expect(status).toBeOneOf(
        attempts === 0 ? ['not-attempted'] : wasDone ? ['done', 'unknown'] : ['unknown'],
      );
    },
  );

  test('a step without an answer stays unknown, and open, when the next attempt can not be recorded', async () => {
    await apply([]);
    const state = join(folder, 'kefu.state.json');
    const put = board.put.bind(board);
    board.put = (...note) => {
      rmSync(state);
      mkdirSync(state);
      return put(...note);
    };
    board.faults.push({ kind: 'lost', effect: false });
    const { report } = await apply([{ name: 'hello', text: 'Hi' }]);
    expect(report.results).toMatchObject([{ step: 'put-note', status: 'unknown', attempts: 1 }]);
    expect(report.stateFault).toBeDefined();
  });

  test('a saved plan is applied as it was reviewed: what moved is refused, the rest is done', async () => {
    const account = await open(wanted, 'read-only');
    const path = join(folder, 'plan.json');
    const plan = await planAccount(account, options);
    await savePlan(path, account, plan, { ...options, validHours: 1 });
    await account.close();
    board.write({ ...board.list(), lunch: 'pizza' });
    const saved = await readSavedPlan(path, account);
    const ending = await apply(wanted, { saved });
    expect(told(ending)).toEqual([
      'lunch put-note failed',
      'alice@kftest create-account done',
      'hello put-note done',
      'old wipe-note done',
    ]);
    expect(board.list()).toEqual({ lunch: 'pizza', hello: 'Welcome' });
    // A version without the kind does not take its plans.
    await expect(readSavedPlan(path, { kinds, planKey: undefined })).rejects.toMatchObject({
      code: 'plan-not-a-plan',
    });
  });

  test('an inverse plan takes it back', async () => {
    emulator.addAccount({ account: 'zoe@kftest', nickname: '佐伊' });
    const { inverse } = await apply(wanted);
    if (inverse === undefined) throw new Error('there is no inverse plan');
    const account = await open(wanted, 'read-only');
    const saved = await readSavedPlan(inverse, account);
    await account.close();
    const wants = saved.document.resource_changes.map(({ name, change }) => `${change.actions[0]} ${name}`);
    expect(wants).toEqual(['create old', 'update lunch', 'delete alice@kftest', 'delete hello']);
    config('{ maxDeletes: 2 }');
    await apply(wanted, { saved });
    expect(board.list()).toEqual({ lunch: 'soup', old: 'yesterday' });
    expect(emulator.world.accounts.map((one) => one.account)).toEqual(['zoe@kftest']);
  });

  test('every format of plan and report shows it', async () => {
    const account = await open(wanted, 'read-only');
    const { plan } = await planAccount(account, options);
    const context = {
      ...headerOf(account, options, 1),
      lang: 'en' as const,
      words: english,
      kinds: account.kinds,
      pictures: new Map(),
    };
    await account.close();
    for (const [format, render] of Object.entries(planFormats)) {
      const text = render(plan, context);
      if (format === 'gitlab-report') expect(JSON.parse(text)).toEqual({ create: 2, update: 1, delete: 1 });
      else if (format === 'github-output') expect(text).toMatch(/^note-\w+=1$/m);
      else if (!['gitlab-codequality', 'sarif'].includes(format))
        expect([format, text]).toEqual([format, expect.stringContaining('lunch')]);
    }
    expect(planFormats.text(plan, context)).toContain('Notes: 1 to put up, 1 to rewrite, 1 to wipe.');
    const { report } = await apply(wanted);
    for (const [format, render] of Object.entries(reportFormats)) {
      const text = render(plan, report, context);
      if (format === 'github-output') expect(text).toMatch(/^complete=true$/m);
      else expect([format, text]).toEqual([format, expect.stringContaining('lunch')]);
    }
    expect(reportFormats.text(plan, report, context)).toContain('notes: 1 put up, 1 rewritten, 1 wiped');
    expect(
      JSON.parse(renderReportJson(report, '0.0.0')).results.map(({ type }: { type: string }) => type),
    ).toContain('note');
  });
});
