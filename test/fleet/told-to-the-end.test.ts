// However an apply of a fleet ends, its report files tell of this run and of every official account of it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { run as applyFleet } from '../../src/cli/commands/apply-fleet.ts';
import { startKefu } from '../support/built-cli.ts';
import { capturedWorld } from '../support/cli.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

async function stage(officialAccounts: number, kfAccounts: number, changes: number): Promise<FleetStage> {
  const set = await setFleetStage(officialAccounts, kfAccounts, changes);
  onTestFinished(set.end);
  return set;
}

/** The emulator does this with calls of one official account, or of all. */
async function inject({ fleet }: FleetStage, fault: object, number?: number): Promise<void> {
  const numbers = number === undefined ? fleet.worlds.map((_, index) => index + 1) : [number];
  for (const one of numbers) {
    const appid = `wxemu${String(one).padStart(13, '0')}`;
    await fetch(`${fleet.url}/__emulator/faults?appid=${appid}`, {
      method: 'POST',
      body: JSON.stringify({ times: 9999, ...fault }),
    });
  }
}

const formats = ['json', 'text', 'markdown', 'html', 'junit', 'github-annotations', 'wecom-robot'] as const;
const outputs = formats.flatMap((format) => ['--output', `${format}=out.${format}`]);

/** Puts a report of yesterday where each output goes. */
function leaveYesterdays({ folder }: FleetStage): void {
  for (const format of formats) writeFileSync(join(folder, `out.${format}`), 'of yesterday');
}

/** Formats whose file does not tell of this run. */
function ofYesterday({ folder }: FleetStage): readonly string[] {
  return formats.filter((format) => {
    const path = join(folder, `out.${format}`);
    return !existsSync(path) || readFileSync(path, 'utf8').includes('of yesterday');
  });
}

interface Line {
  readonly name: string;
  readonly status: string;
  readonly why?: string;
  readonly error?: { readonly code: string };
  readonly report?: {
    readonly results: readonly { readonly status: string }[];
    readonly verdict: { readonly status: string };
    readonly stopped?: { readonly code: string };
  };
}

function reportOf({ folder }: FleetStage): { official_accounts: Line[]; summary: Record<string, number> } {
  return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
}

/** One with changes, one as its config says, one that a guard holds, one that can't be read. */
async function mixed(): Promise<FleetStage> {
  const four = await stage(4, 2, 1);
  for (const number of [2, 3])
    await four.kefu([
      ...['apply', '-c', `shops/shop-000${number}.yaml`],
      ...['--auto-approve', '--settle-time', '0.05'],
    ]);
  four.edit('shops/shop-0003.yaml', /accounts:[\s\S]*/, bothDeleted);
  four.edit('shops/shop-0004.yaml', 'version: 1', 'version: [');
  leaveYesterdays(four);
  return four;
}

const bothDeleted = 'accounts: { kf001: { state: absent }, kf002: { state: absent } }\n';
const unapproved = [
  ['shop-0001', 'not-begun', 'the run was not approved'],
  ['shop-0002', 'not-begun', 'nothing was to change here, and the run was not approved'],
  ['shop-0003', 'held', undefined],
  ['shops/shop-0004.yaml', 'failed', undefined],
];

function told({ official_accounts: lines }: { official_accounts: readonly Line[] }) {
  return lines.map(({ name, status, why }) => [name, status, why]);
}

describe('given nobody to ask', () => {
  test('with --json: expect the plan that waits for a yes on stdout, and files that tell of this run', async () => {
    const four = await mixed();
    const before = four.writes();
    const { exit, out, err } = await four.kefu(['apply', '-c', 'shops', '--json', ...outputs]);
    expect([exit, err]).toEqual([10, expect.stringContaining('[confirmation-required]')]);
    expect(JSON.parse(out)).toMatchObject({
      confirmation_required: true,
      plan: {
        fleet: 'plan',
        official_accounts: [{ status: 'planned' }, {}, {}, { status: 'failed' }],
        summary: { official_accounts: 4, changing: 1, held: 1, unchanged: 1, failed: 1 },
      },
    });
    expect(ofYesterday(four)).toEqual([]);
    expect(told(reportOf(four))).toEqual(unapproved);
    expect(four.writes()).toBe(before);
  });

  test('without --json: expect the plan alone on stdout, and the same files', async () => {
    const four = await mixed();
    const { exit, out } = await four.kefu(['apply', '-c', 'shops', ...outputs]);
    expect(exit).toBe(10);
    expect(out).toContain('Plan incomplete. Plan: ');
    expect(out).not.toContain('Apply incomplete');
    expect(ofYesterday(four)).toEqual([]);
    expect(told(reportOf(four))).toEqual(unapproved);
  });

  test('of a saved plan: expect that plan, its chosen part, and its digest', async () => {
    const four = await mixed();
    const saved = await four.kefu(['plan', 'shops', '--out', 'plans']);
    const [digest = 'none'] = /sha256:[0-9a-f]{64}/.exec(saved.err) ?? [];
    const some = ['--exclude', 'shop-0003', '--exclude', 'shops/shop-0004.yaml'];
    const { exit, out } = await four.kefu(['apply', 'plans', '--json', ...some, ...outputs]);
    expect(exit).toBe(10);
    expect(JSON.parse(out)).toMatchObject({
      confirmation_required: true,
      plan: { summary: { official_accounts: 2, changing: 1 } },
    });
    expect(told(reportOf(four))).toEqual(unapproved.slice(0, 2));
    expect(readFileSync(join(four.folder, 'out.markdown'), 'utf8')).toContain(digest);
  });
});

test('given a person who declines, expect files that say so, and nothing to be written', async () => {
  const four = await mixed();
  const before = four.writes();
  const { world, out } = capturedWorld(four.folder, four.env, 'no');
  const exit = await applyFleet({ ...flags, configs: ['shops'] }, world);
  expect([exit, out()]).toEqual([0, expect.stringContaining('Nothing was changed.')]);
  expect(out()).not.toContain('Apply incomplete');
  expect(ofYesterday(four)).toEqual([]);
  expect(told(reportOf(four))).toEqual(unapproved);
  expect(four.writes()).toBe(before);
});

const flags = {
  account: [],
  exclude: [],
  strict: false,
  json: false,
  output: formats.map((format) => ({ format, file: `out.${format}` })),
  autoApprove: false,
  detailedExitcode: false,
  parallelismAccounts: 4,
  onError: 'continue',
  shared: false,
  lockTimeout: 0,
  settleTime: 0.05,
  writeUnverifiable: false,
  allow: new Set<string>(),
  fetchAvatars: true,
} as const;

/** Runs an apply that is signalled as soon as each of these is said. */
async function signalled(
  fleet: FleetStage,
  args: readonly string[],
  signals: readonly { readonly after: RegExp; readonly waitMs?: number }[],
) {
  leaveYesterdays(fleet);
  let sent = 0;
  let said = '';
  const run = await startKefu(['apply', '--settle-time', '0.05', ...args, ...outputs], {
    cwd: fleet.folder,
    env: fleet.env,
    onOut: (text, child) => {
      said += text;
      const next = signals[sent];
      if (next === undefined || !next.after.test(said)) return;
      sent += 1;
      setTimeout(() => child.kill('SIGINT'), next.waitMs ?? 0);
    },
  });
  expect([sent, run.exit], run.err).toEqual([signals.length, 130]);
  expect(ofYesterday(fleet)).toEqual([]);
  return { ...run, report: reportOf(fleet) };
}

const stopping = /Stopping/;

describe('given a signal while the fleet is planned', () => {
  /** Five configs and a shared piece; the third takes its time. */
  async function slowThird(): Promise<FleetStage> {
    const five = await stage(5, 1, 1);
    five.edit('shops/shop-0001.yaml', 'version: 1', 'version: [');
    writeFileSync(join(five.folder, 'shops/shop-0004-base.yaml'), 'extends: []\naccounts: {}\n');
    await inject(five, { kind: 'delay', ms: 1500, path: '*' }, 3);
    return five;
  }

  const oneByOne = ['-c', 'shops', '--parallelism-accounts', '1'];
  const planning = { after: /can't be planned/, waitMs: 900 };

  test('expect every config to be told as not begun or as it is, on stdout and in the files', async () => {
    const five = await slowThird();
    const { out, report } = await signalled(five, [...oneByOne, '--auto-approve', '--json'], [planning]);
    const why = 'the run was stopped';
    expect(told(report)).toEqual([
      ['shops/shop-0001.yaml', 'failed', undefined],
      ['shop-0002', 'not-begun', why],
      ['shop-0003', 'not-begun', why],
      ['shops/shop-0004.yaml', 'not-begun', why],
      ['shops/shop-0005.yaml', 'not-begun', why],
    ]);
    expect(JSON.parse(out)).toEqual(report);
    expect(five.writes()).toBe(0);
  });

  test('and names that were chosen: expect those alone, and not that one of them does not exist', async () => {
    const five = await slowThird();
    const chosen = ['--account', 'shop-0002', '--account', 'shop-0003', '--account', 'shop-0005'];
    const { report } = await signalled(five, [...oneByOne, ...chosen], [planning]);
    expect(report.official_accounts.map(({ name, status }) => [name, status])).toEqual([
      ['shops/shop-0001.yaml', 'failed'],
      ['shop-0002', 'not-begun'],
      ['shop-0003', 'not-begun'],
      ['shop-0005', 'not-begun'],
    ]);
  });

  test('and a second one: expect what is known, and all the same that nothing was begun', async () => {
    const five = await slowThird();
    const { report } = await signalled(five, oneByOne, [planning, { after: stopping }]);
    expect(report.official_accounts.map(({ name, status }) => [name, status])).toEqual([
      ['shops/shop-0001.yaml', 'failed'],
      ['shop-0002', 'not-begun'],
      ['shops/shop-0003.yaml', 'not-begun'],
      ['shops/shop-0004.yaml', 'not-begun'],
      ['shops/shop-0005.yaml', 'not-begun'],
    ]);
    expect(five.writes()).toBe(0);
  });
});

describe('given two signals while the fleet is applied', () => {
  test('expect what was applied, what is unknown and what was not begun to be told, on stdout and in the files', async () => {
    const four = await stage(4, 1, 1);
    four.edit('shops/shop-0004.yaml', 'version: 1', 'version: [');
    await inject(four, { kind: 'hang', path: 'kfaccount/update', effect: true }, 2);
    const args = ['-c', 'shops', '--parallelism-accounts', '1', '--auto-approve', '--json'];
    const { out, report } = await signalled(four, args, [
      { after: /\[1\/4\] shop-0001: Apply/, waitMs: 600 },
      { after: stopping },
    ]);
    expect(report.official_accounts).toMatchObject([
      { name: 'shop-0001', status: 'applied', report: { verdict: { status: 'as-configured' } } },
      {
        name: 'shop-0002',
        status: 'applied',
        report: {
          results: [{ status: 'unknown' }],
          verdict: { status: 'unknown' },
          stopped: { code: 'left-at-once' },
        },
      },
      { name: 'shop-0003', status: 'not-begun', why: 'a second signal ended the run before it' },
      { name: 'shops/shop-0004.yaml', status: 'failed' },
    ]);
    expect(JSON.parse(out)).toEqual(report);
  });

  test('expect one that ended behind a slow one to be told as it ended, and a held one as held', async () => {
    const four = await stage(4, 2, 1);
    await four.kefu(['apply', '-c', 'shops/shop-0003.yaml', '--auto-approve', '--settle-time', '0.05']);
    four.edit('shops/shop-0003.yaml', /accounts:[\s\S]*/, bothDeleted);
    await four.kefu(['plan', 'shops', '--out', 'plans']);
    await inject(four, { kind: 'hang', path: 'kfaccount/update', effect: true }, 1);
    const { report } = await signalled(
      four,
      ['plans', '--parallelism-accounts', '2', '--auto-approve'],
      [{ after: /shop-0004: Apply/ }, { after: stopping }],
    );
    expect(report.official_accounts).toMatchObject([
      { name: 'shop-0001', report: { verdict: { status: 'unknown' } } },
      { name: 'shop-0002', report: { verdict: { status: 'as-configured' } } },
      { name: 'shop-0003', status: 'held' },
      { name: 'shop-0004', report: { verdict: { status: 'as-configured' } } },
    ]);
  });

  test('expect one that was only read so far to be told without a write', async () => {
    const two = await stage(2, 1, 1);
    await two.kefu(['plan', 'shops', '--out', 'plans']);
    await inject(two, { kind: 'delay', ms: 9000, path: '*' }, 1);
    const { report } = await signalled(
      two,
      ['plans', '--parallelism-accounts', '2', '--auto-approve'],
      [{ after: /shop-0002: Apply/ }, { after: stopping }],
    );
    expect(report.official_accounts[0]).toMatchObject({
      name: 'shop-0001',
      status: 'applied',
      report: { results: [{ status: 'not-attempted' }], verdict: { status: 'incomplete' } },
    });
  });
});
