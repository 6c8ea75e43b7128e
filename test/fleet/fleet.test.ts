import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type FleetStage, filesIn, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

const stages: FleetStage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.end();
});

async function stage(officialAccounts: number, kfAccounts: number, changes: number): Promise<FleetStage> {
  const set = await setFleetStage(officialAccounts, kfAccounts, changes);
  stages.push(set);
  return set;
}

const settled = ['--auto-approve', '--settle-time', '0.05'];

it('given the same work in six official accounts, expect it to be shown once, done in each, and nothing left', async () => {
  const six = await stage(6, 4, 2);
  const plan = await six.kefu(['plan', 'shops', '--detailed-exitcode']);
  expect(plan.exit, plan.err).toBe(2);
  expect(plan.out).toContain(
    '6 official accounts alike (@* is the WeChat ID of each):\n  shop-0001, shop-0002',
  );
  expect(plan.out.match(/will be created/g)).toHaveLength(1);
  expect(plan.out).toContain(
    'Fleet: 6 official accounts: 6 with changes.\n\nPlan: 6 to add, 6 to change, 0 to destroy.\n',
  );
  expect(six.writes()).toBe(0);

  const applied = await six.kefu(['apply', '-c', 'shops', ...settled]);
  expect(applied.exit, applied.err).toBe(0);
  expect(applied.out).toContain('Apply complete! Accounts: 6 added, 6 changed, 0 destroyed.\n');
  expect(six.writes()).toBe(12);
  for (const number of [1, 6]) {
    expect(six.live(number)).toEqual({
      kf001: '客服001',
      kf002: '客服002',
      kf003: '客服003',
      kf004: '客服004',
    });
  }

  const again = await six.kefu(['plan', 'shops', '--detailed-exitcode']);
  expect(again).toMatchObject({
    exit: 0,
    out: 'Fleet: 6 official accounts: 6 without changes.\n\nNo changes.\n',
  });
});

it('given an account that differs from the others, expect it to be told by itself, under its own names', async () => {
  const three = await stage(3, 3, 1);
  three.edit('shops/shop-0002.yaml', '客服001', '小美');
  const { out } = await three.kefu(['plan', 'shops']);
  expect(out).toContain('2 official accounts alike');
  expect(out).toContain('shop-0002 (wxemu0000000000002, @shop-0002)');
  expect(out).toContain('kf001@shop-0002');
  expect(out).toContain('shops/shop-0002.yaml:');
});

it('given a saved fleet plan, expect just that to be applied, once, and nothing of one that was touched', async () => {
  const four = await stage(4, 3, 2);
  const saved = await four.kefu(['plan', 'shops', '--out', 'plans']);
  expect(saved.exit, saved.err).toBe(0);
  expect(filesIn(four, 'plans')).toEqual([
    'fleet.json',
    ...[1, 2, 3, 4].map((number) => `shop-000${number}.plan.json`),
  ]);
  const shown = await four.kefu(['show', 'plans']);
  expect(shown.out).toContain('4 official accounts alike');

  // Someone changes a live nickname, someone else the config of another account, and a plan takes the place of another.
  const [, second] = four.fleet.worlds[0]?.accounts ?? [];
  if (second) second.nickname = 'von Hand';
  four.edit('shops/shop-0002.yaml', '客服003', '小明');
  writeFileSync(
    join(four.folder, 'plans/shop-0003.plan.json'),
    readFileSync(join(four.folder, 'plans/shop-0004.plan.json')),
  );
  const applied = await four.kefu(['apply', 'plans', '--json', ...settled]);
  const report = JSON.parse(applied.out);
  expect(
    report.official_accounts.map(({ name, status, error }: Line) => [name, status, error?.code]),
  ).toEqual([
    ['shop-0001', 'applied', undefined],
    ['shop-0002', 'failed', 'plan-config-changed'],
    ['shop-0003', 'failed', 'plan-not-of-fleet'],
    ['shop-0004', 'applied', undefined],
  ]);
  expect(applied.exit).toBe(7);
  expect(four.live(2)).toEqual({ kf001: '客服001 旧', kf003: '客服003' });
  expect(four.live(3)).toEqual({ kf001: '客服001 旧', kf003: '客服003' });
  expect(four.live(4)).toEqual({ kf001: '客服001', kf002: '客服002', kf003: '客服003' });

  const before = four.writes();
  const again = await four.kefu(['apply', 'plans', '--account', 'shop-0004', ...settled]);
  expect(again.exit).toBe(6);
  expect(again.out).toContain('[plan-applied-already]');
  expect(four.writes()).toBe(before);
});

interface Line {
  readonly name: string;
  readonly status: string;
  readonly error?: { readonly code: string };
}

it.each([
  ['an account is added', (text: string) => text.replace('"status": "planned"', '"status": "held"')],
  ['a digest is changed', (text: string) => text.replace(/sha256:[0-9a-f]{4}/, 'sha256:0000')],
  ['it is cut', (text: string) => text.slice(0, 400)],
  ['a path leads out of the folder', (text: string) => text.replace('"plan_file": "', '"plan_file": "../')],
  ['it is another document', () => '{"format_version":"1.0"}'],
])('given a fleet plan whose index was edited (%s), expect nothing to be sent', async (_, edit) => {
  const two = await stage(2, 2, 1);
  await two.kefu(['plan', 'shops', '--out', 'plans']);
  const path = join(two.folder, 'plans/fleet.json');
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
  const applied = await two.kefu(['apply', 'plans', ...settled]);
  expect(applied.exit).toBe(3);
  expect(applied.err).toContain('[fleet-plan-edited]');
  expect(two.writes()).toBe(0);
});

it('given configs that can not be read, refused credentials and a pipe, expect each to stop nothing but itself', async () => {
  const six = await stage(6, 2, 1);
  six.edit('shops/shop-0001.yaml', 'nickname: 客服001', 'nicknam: 客服001');
  six.edit('shops/shop-0002.yaml', 'version: 1', 'version: [');
  six.edit('shops/shop-0003.yaml', 'KEFU_APP_SECRET', 'KEFU_NO_SUCH_SECRET');
  six.edit('shops/shop-0004.yaml', 'wxemu0000000000004', 'wxemu00000000000ff');
  rmSync(join(six.folder, 'shops/shop-0005.yaml'));
  execFileSync('mkfifo', [join(six.folder, 'shops/shop-0005.yaml')]);
  const plan = await six.kefu(['plan', 'shops', '--out', 'plans']);
  expect(plan.exit).toBe(3);
  expect(plan.out).toContain('shops/shop-0001.yaml:');
  expect(plan.out).toContain('shops/shop-0005.yaml is a device, pipe or socket, not a file');
  expect(plan.out).toContain('Fleet: 6 official accounts: 1 with changes, 5 failed.');
  expect(plan.out).toContain('\nPlan incomplete. Plan: 0 to add, 1 to change, 0 to destroy.\n');
  expect(plan.out).not.toMatch(/\n\s+at /);

  const applied = await six.kefu(['apply', 'plans', ...settled]);
  expect(applied.exit).toBe(3);
  expect(six.live(6)).toEqual({ kf001: '客服001', kf002: '客服002' });
  expect(six.live(1)).toEqual({ kf001: '客服001 旧', kf002: '客服002' });

  const named = await six.kefu(['plan', '-c', 'shops/shop-0005.yaml', '-c', 'shops/shop-0006.yaml']);
  expect(named.exit).toBe(3);
  expect(named.out).toContain('Keeps back 1 official account: shops/shop-0005.yaml');
});

it('given a link to a file outside, expect not a word of that file, and not to be told that nothing changes', async () => {
  const two = await stage(2, 1, 0);
  writeFileSync(join(two.folder, 'secret.txt'), 'a-word-of-another-file: [');
  rmSync(join(two.folder, 'shops/shop-0002.yaml'));
  symlinkSync(join(two.folder, 'secret.txt'), join(two.folder, 'shops/shop-0002.yaml'));
  for (const args of [
    ['plan'],
    ['validate'],
    ['validate', '--json'],
    ['plan', '--output', 'html=page.html'],
  ]) {
    const { exit, out, err } = await two.kefu([...args, 'shops']);
    expect(exit, args.join(' ')).toBe(3);
    expect(out + err).toContain(args[0] === 'plan' ? 'config-is-link' : 'is a link');
    expect(out + err).not.toContain('a-word-of');
    expect(out).not.toContain('No changes');
  }
  expect(readFileSync(join(two.folder, 'page.html'), 'utf8')).toContain('Plan incomplete.');
  const named = await two.kefu(['validate', 'shops/shop-0001.yaml', 'shops/shop-0002.yaml']);
  expect(named.err).toContain('yaml-bracket');
});

it('given a fault that many have in common, expect it once, with the accounts counted', async () => {
  const stageOf12 = await stage(12, 1, 0);
  for (const file of filesIn(stageOf12, 'shops')) {
    stageOf12.edit(`shops/${file}`, 'KEFU_APP_SECRET', 'KEFU_NO_SUCH_SECRET');
  }
  const { out, exit } = await stageOf12.kefu(['plan', 'shops']);
  expect(exit).toBe(3);
  expect(out.match(/KEFU_NO_SUCH_SECRET is not set/g)).toHaveLength(1);
  expect(out).toMatch(/Keeps back 12 official accounts: (\S+, ){9}\S+ and 2 more/);
});

it('given two configs of one official account, expect both to be refused, and nothing sent for either', async () => {
  const three = await stage(3, 1, 1);
  three.edit('shops/shop-0002.yaml', 'wxemu0000000000002', 'wxemu0000000000001');
  const planned = await three.kefu(['plan', 'shops', '--out', 'plans']);
  expect(planned.exit).toBe(3);
  expect(planned.out).toContain('have the AppID wxemu0000000000001 in common');
  expect(planned.out).toContain('Neither is applied.');
  expect(filesIn(three, 'plans')).toEqual(['fleet.json', 'shop-0003.plan.json']);
  for (const of of [['plans'], ['-c', 'shops']]) {
    const applied = await three.kefu(['apply', ...of, ...settled]);
    expect(applied.exit).toBe(3);
    expect(applied.out).toContain('Keeps back 2 official accounts: shop-0001, shop-0002');
    expect(three.live(1)).toEqual({ kf001: '客服001 旧' });
    expect(three.live(3)).toEqual({ kf001: '客服001' });
  }
});

it('given two configs of one official account, one of which lacks its secret, expect nothing sent for the other', async () => {
  const two = await stage(2, 1, 1);
  two.edit('shops/shop-0001.yaml', 'KEFU_APP_SECRET', 'KEFU_NO_SUCH_SECRET');
  two.edit('shops/shop-0002.yaml', 'wxemu0000000000002', 'wxemu0000000000001');
  const applied = await two.kefu(['apply', '-c', 'shops', ...settled]);
  expect(applied.exit).toBe(3);
  expect(applied.out).toContain('shops/shop-0001.yaml have the AppID wxemu0000000000001 in common');
  expect(two.writes()).toBe(0);
});

it('given a guard in one account, expect the others to go on, or with --on-error stop nothing at all', async () => {
  const three = await stage(3, 2, 1);
  for (const number of [1, 2, 3])
    await three.kefu(['apply', '-c', `shops/shop-000${number}.yaml`, ...settled]);
  for (const number of [1, 2, 3]) {
    const [first] = three.fleet.worlds[number - 1]?.accounts ?? [];
    if (first) first.nickname = 'drifted';
  }
  three.edit(
    'shops/shop-0002.yaml',
    /accounts:[\s\S]*/,
    'accounts: { kf001: { state: absent }, kf002: { state: absent } }\n',
  );
  const before = three.writes();
  const stopped = await three.kefu(['apply', '-c', 'shops', '--on-error', 'stop', ...settled]);
  expect(stopped.out).toContain('Fleet: 3 official accounts: 1 held by a guard, 2 not begun.');
  expect(stopped.exit).toBe(7);
  expect(three.writes()).toBe(before);

  const went = await three.kefu(['apply', '-c', 'shops', ...settled]);
  expect(went.exit).toBe(5);
  expect(three.live(1)).toEqual({ kf001: '客服001', kf002: '客服002' });
  expect(three.live(2)).toEqual({ kf001: 'drifted', kf002: '客服002' });
});

it('given a rollout whose canary fails, expect no other account to be begun', async () => {
  const five = await stage(5, 1, 1);
  for (const file of filesIn(five, 'shops')) {
    five.edit(
      `shops/${file}`,
      'accounts:',
      'policy: { rollout: { canary: 1, waveSize: 2, maxFailureRate: 0.2 } }\naccounts:',
    );
  }
  await fetch(`${five.fleet.url}/__emulator/faults?appid=wxemu0000000000001`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'errcode', errcode: 65403, path: 'kfaccount/update', times: 99 }),
  });
  const applied = await five.kefu(['apply', '-c', 'shops', '--json', ...settled]);
  const { summary, official_accounts: accounts } = JSON.parse(applied.out);
  expect(summary).toMatchObject({ official_accounts: 5, incomplete: 1, not_begun: 4 });
  expect(accounts[1].why).toContain('policy.rollout.maxFailureRate');
  expect(applied.exit).toBe(7);
  expect(five.live(2)).toEqual({ kf001: '客服001 旧' });
});

it('given eight shards, expect byte for byte the report of one run, in every format', async () => {
  const formats = ['json', 'text', 'markdown', 'html', 'junit', 'github-annotations', 'github-output'];
  const outputs = (prefix: string) =>
    formats.flatMap((format) => ['--output', `${format}=${prefix}.${format}`]);
  const ten = await stage(10, 3, 2);
  ten.edit('shops/shop-0007.yaml', 'nickname: 客服001', 'nicknam: x');
  const before = ten.fleet.worlds.map((world) => structuredClone(world));
  const single = await ten.kefu(['apply', '-c', 'shops', ...outputs('one'), ...settled]);
  for (const [index, world] of ten.fleet.worlds.entries()) Object.assign(world, before[index]);
  for (const file of filesIn(ten, 'shops').filter((name) => name.includes('.json'))) {
    rmSync(join(ten.folder, 'shops', file));
  }
  for (let part = 1; part <= 8; part++) {
    const shard = ['--shard', `${part}/8`, '--output', `json=part-${part}.json`];
    await ten.kefu(['apply', '-c', 'shops', ...shard, ...settled]);
  }
  const files = Array.from({ length: 8 }, (_, index) => `part-${index + 1}.json`);
  const merged = await ten.kefu(['report', 'merge', ...files, ...outputs('merged')]);
  expect(merged.exit).toBe(single.exit);
  expect(merged.out).toBe(single.out.slice(-merged.out.length));
  expect(merged.out).toContain('Fleet: 10 official accounts: 9 as the config says, 1 failed.');
  for (const format of formats) {
    const [one, other] = ['one', 'merged'].map((name) =>
      readFileSync(join(ten.folder, `${name}.${format}`), 'utf8'),
    );
    expect(one === other, format).toBe(true);
  }
});

it('given reports that are none, or that disagree, expect one clear error', async () => {
  const two = await stage(2, 1, 1);
  await two.kefu(['apply', '-c', 'shops', '--output', 'json=a.json', ...settled]);
  two.edit('a.json', '"read back"', '"not seen"');
  const disagreeing = await two.kefu(['apply', '-c', 'shops', '--output', 'json=b.json', ...settled]);
  expect(disagreeing.exit).toBe(0);
  const merged = await two.kefu(['report', 'merge', 'a.json', 'b.json']);
  expect([merged.exit, merged.err]).toEqual([3, expect.stringContaining('[reports-disagree]')]);
  for (const text of [
    '',
    '[]',
    '{"fleet":"report"}',
    readFileSync(join(two.folder, 'a.json'), 'utf8').slice(0, 900),
  ]) {
    writeFileSync(join(two.folder, 'bad.json'), text);
    const bad = await two.kefu(['report', 'merge', 'bad.json', '--output', 'html=r.html']);
    expect([bad.exit, bad.err]).toEqual([3, expect.stringContaining('[report-unreadable]')]);
  }
  two.edit(
    'b.json',
    /"remaining":\[\]/g,
    '"remaining":[{"address":"x","type":"y","name":"z","why":7,"note":{}}]',
  );
  const forged = await two.kefu(['report', 'merge', 'b.json', '--output', 'html=r.html']);
  expect(forged.err).not.toContain('kefu itself failed');
  expect(forged.err).not.toMatch(/\n\s+at /);
});

it('given names to choose by, expect only those; a name that is none is told', async () => {
  const four = await stage(4, 1, 1);
  const some = await four.kefu(['plan', 'shops', '--exclude', 'shop-0002', '--exclude', 'shop-0003']);
  expect(some.out).toContain('shop-0001, shop-0004');
  expect(some.out).toContain('Fleet: 2 official accounts: 2 with changes.');
  const one = await four.kefu(['apply', '-c', 'shops/*.yaml', '--account', 'shop-0003', ...settled]);
  expect(one.exit, one.err).toBe(0);
  expect([four.live(3), four.live(4)]).toEqual([{ kf001: '客服001' }, { kf001: '客服001 旧' }]);
  const none = await four.kefu(['plan', 'shops', '--account', 'shop-9']);
  expect([none.exit, none.err]).toEqual([3, expect.stringContaining('[no-such-account]')]);
  const flag = await four.kefu(['plan', 'shops/shop-0001.yaml', '--account', 'shop-0001']);
  expect([flag.exit, flag.err]).toEqual([3, expect.stringContaining('[fleet-flag-for-one]')]);
});

it('given nobody to ask, expect nothing to be written without --auto-approve', async () => {
  const two = await stage(2, 1, 1);
  const asked = await two.kefu(['apply', '-c', 'shops']);
  expect([asked.exit, asked.err]).toEqual([10, expect.stringContaining('[confirmation-required]')]);
  expect(two.writes()).toBe(0);
});

it('given a commit to compare with, expect only what changed since, by config or by picture', async () => {
  const three = await stage(3, 1, 1);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: three.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  three.edit('shops/shop-0002.yaml', '客服001', '小美');
  const changed = await three.kefu(['plan', 'shops', '--changed-since', 'HEAD']);
  expect(changed.out).toContain('Fleet: 1 official account: 1 with changes.');
  const unknown = await three.kefu(['plan', 'shops', '--changed-since', 'nowhere']);
  expect([unknown.exit, unknown.err]).toEqual([3, expect.stringContaining('[changed-since-unknown]')]);
  const option = await three.kefu(['plan', 'shops', '--changed-since=--output=x']);
  expect([option.exit, option.err]).toEqual([3, expect.stringContaining('[changed-since-unknown]')]);
});

it('given one state file for many, a folder in use, or a plan with configs, expect a refusal before anything is sent', async () => {
  const two = await stage(2, 1, 1);
  const refusals = [
    [['plan', 'shops', '--state', 'all.json'], 'state-file-for-many'],
    [['plan', 'shops', '--out', 'shops'], 'fleet-plan-folder-in-use'],
    [['apply', 'shops', '-c', 'shops'], 'configs-with-fleet-plan'],
    [['apply', 'shops'], 'fleet-plan-unreadable'],
    [['plan', 'nothing/*.yaml', 'shops'], 'no-configs'],
    [['apply', '-c', 'shops', '--json-lines'], 'flag-for-one'],
    [['plan', 'shops', '--output', 'pdf=x'], 'unknown-format'],
  ] as const;
  for (const [args, code] of refusals) {
    const { exit, err } = await two.kefu([...args]);
    expect([exit, err]).toEqual([3, expect.stringContaining(`[${code}]`)]);
  }
  expect(two.fleet.worlds.flatMap(({ requests }) => requests)).toEqual([]);
  expect(filesIn(two, 'shops')).toEqual(['shop-0001.yaml', 'shop-0002.yaml']);
});

it('given a signal, expect no new account to be begun, a report of all, and the rest at the next run', async () => {
  const twelve = await stage(12, 2, 1);
  for (let number = 1; number <= 12; number++) {
    const appid = `wxemu${String(number).padStart(13, '0')}`;
    await fetch(`${twelve.fleet.url}/__emulator/faults?appid=${appid}`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'delay', ms: 150, path: '*', times: 9999 }),
    });
  }

  let killed = false;
  const run = await startKefu(
    ['apply', '-c', 'shops', '--parallelism-accounts', '2', '--output', 'json=r.json', ...settled],
    {
      cwd: twelve.folder,
      env: twelve.env,
      onOut: (text, child) => {
        if (killed || !/\[2\/12\] shop/.test(text)) return;
        killed = true;
        child.kill('SIGTERM');
      },
    },
  );
  expect([killed, run.exit]).toEqual([true, 143]);
  const { summary, official_accounts: lines } = JSON.parse(
    readFileSync(join(twelve.folder, 'r.json'), 'utf8'),
  );
  expect(summary.official_accounts).toBe(12);
  expect(summary.not_begun).toBeGreaterThan(0);
  for (const [index, line] of lines.entries()) {
    if (line.status === 'not-begun') expect(twelve.live(index + 1).kf001).toBe('客服001 旧');
  }
  await fetch(`${twelve.fleet.url}/__emulator/faults`, { method: 'DELETE' });
  const next = await twelve.kefu(['apply', '-c', 'shops', ...settled]);
  expect(next.exit, next.err + next.out).toBe(0);
  expect(twelve.writes()).toBe(12);
});

it('given a base that all extend, expect it to be no official account, its fault once, and a change of it to concern all', async () => {
  const three = await stage(3, 2, 0);
  writeFileSync(
    join(three.folder, 'shops/base.yaml'),
    'extends: []\naccounts:\n  kf001: { nickname: 客服一 }\n',
  );
  for (const number of [1, 2, 3]) {
    three.edit(`shops/shop-000${number}.yaml`, 'version: 1', 'version: 1\nextends: [base.yaml]');
    three.edit(`shops/shop-000${number}.yaml`, '  kf001: { nickname: 客服001 }\n', '');
  }
  const plan = await three.kefu(['plan', 'shops']);
  expect(plan.out).toContain('Fleet: 3 official accounts: 3 with changes.');
  expect(plan.out.match(/# shops\/base\.yaml:3:3/g)).toHaveLength(1);
  const valid = await three.kefu(['validate', 'shops']);
  expect(valid.exit, valid.err).toBe(0);

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: three.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  three.edit('shops/base.yaml', '客服一', '客服壹');
  const changed = await three.kefu(['plan', 'shops', '--changed-since', 'HEAD']);
  expect(changed.out).toContain('Fleet: 3 official accounts: 3 with changes.');

  three.edit('shops/base.yaml', '客服壹', '客服一二三四五六七八九十一二三四五六七八九十');
  const faulty = await three.kefu(['plan', 'shops']);
  expect(faulty.exit).toBe(3);
  expect(faulty.out.match(/shops\/base\.yaml:3:\d+ error/g)).toHaveLength(1);
  expect(faulty.out).toContain('Keeps back 3 official accounts: shop-0001, shop-0002, shop-0003');
});

it('given two signals, expect the run to be left at once and nothing of it to be left behind', async () => {
  const two = await stage(2, 1, 1);
  await fetch(`${two.fleet.url}/__emulator/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'hang', path: 'kfaccount/update', times: 9 }),
  });
  const temporary = join(two.folder, 'tmp');
  mkdirSync(temporary);
  let signals = 0;
  const run = await startKefu(['apply', '-c', 'shops', '--output', 'json=r.json', ...settled], {
    cwd: two.folder,
    env: { ...two.env, TMPDIR: temporary },
    onOut: (text, child) => {
      if (signals === 0 && text.includes('Plan:')) {
        signals = 1;
        setTimeout(() => child.kill('SIGINT'), 700);
      } else if (signals === 1 && text.includes('Stopping')) {
        signals = 2;
        child.kill('SIGINT');
      }
    },
  });
  expect([signals, run.exit]).toEqual([2, 130]);
  expect(filesIn(two, 'tmp')).toEqual([]);
  expect(filesIn(two, '.').filter((name) => name.includes('tmp') && name !== 'tmp')).toEqual([]);
});

it('given a link or a device as an output, expect no link to be followed and the device to stay', async () => {
  const two = await stage(2, 1, 1);
  writeFileSync(join(two.folder, 'precious'), 'keep');
  symlinkSync('precious', join(two.folder, 'link.json'));
  const linked = await two.kefu(['plan', 'shops', '--output', 'json=link.json']);
  expect([linked.exit, linked.err]).toEqual([3, expect.stringContaining('[output-not-writable]')]);
  expect(readFileSync(join(two.folder, 'precious'), 'utf8')).toBe('keep');
  const device = await two.kefu(['plan', 'shops', '--output', 'html=/dev/null']);
  expect(device.exit, device.err).toBe(0);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});
