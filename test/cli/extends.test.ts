import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';

const examples = resolve(import.meta.dirname, '../../examples/fleet');
let emulator: RunningEmulator;
let folder: string;

beforeAll(freshBuild);
beforeEach(async () => {
  emulator = await startEmulator({ appId: 'wxemu0000000000001', wechatId: 'shop-beijing' });
  folder = mkdtempSync(join(tmpdir(), 'kefu-extends-'));
  cpSync(examples, folder, { recursive: true });
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

function kefu(...args: string[]) {
  const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
  return startKefu(args, { cwd: folder, env });
}

function write(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

/** The account stands in the shop's file, its worker in the base. */
function inviteFromBase(): void {
  write('base.yaml', '    protect: true\n', '    protect: true\n    worker: wxid_service\n');
}

test('given a shop over a base, expect the plan to say where values come from, its apply to hold, and then no changes', async () => {
  inviteFromBase();
  const plan = await kefu(
    'plan',
    '-c',
    'shops/beijing.yaml',
    '--out',
    'saved.json',
    '--output',
    'markdown=plan.md',
  );
  expect(plan.out).toContain('value from base.yaml:13:13');
  expect(plan.out).toContain('# base.yaml:14:3');
  expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('value from base.yaml:13:13');
  const [service] = JSON.parse(readFileSync(join(folder, 'saved.json'), 'utf8')).resource_changes.filter(
    ({ name }: { name: string }) => name.startsWith('service'),
  );
  expect(service.source).toMatchObject({ file: 'shops/beijing.yaml' });
  expect(service.value_sources.worker).toMatchObject({ file: 'base.yaml', line: 13, column: 13 });
  expect(service.value_sources).not.toHaveProperty('nickname');
  // The saved plan shows the same.
  expect((await kefu('show', 'saved.json')).out).toContain('value from base.yaml:13:13');

  const apply = await kefu('apply', 'saved.json', '--auto-approve', '--settle-time', '0.2');
  expect(apply.exit, apply.err).toBe(0);
  expect((await kefu('plan', '-c', 'shops/beijing.yaml')).out).toContain('No changes');
});

test('given a base that was changed after the plan was saved, expect the plan to be refused and nothing sent', async () => {
  await kefu('plan', '-c', 'shops/beijing.yaml', '--out', 'saved.json');
  write('base.yaml', '夜班客服', '晚班客服');
  const apply = await kefu('apply', 'saved.json', '--auto-approve');
  expect(apply.exit).toBe(6);
  expect(emulator.world.accounts).toEqual([]);
});

test('given an account that WeChat refuses for a value of the base, expect the refusal to point there', async () => {
  inviteFromBase();
  emulator.world.people.wxid_service = { exists: false, boundElsewhere: 0 };
  const apply = await kefu('apply', '-c', 'shops/beijing.yaml', '--auto-approve', '--settle-time', '0.2');
  expect(apply.exit).toBe(7);
  expect(apply.out).toContain('base.yaml:13:13');
});

test('given live accounts, expect export to write the shop alone, and only what the base does not say', async () => {
  for (const [name, nickname] of [
    ['service', '北京客服'],
    ['night', '深夜客服'],
    ['vip', '贵宾'],
  ] as const)
    emulator.addAccount({ account: `${name}@shop-beijing`, nickname });
  const base = readFileSync(join(folder, 'base.yaml'), 'utf8');
  const exported = await kefu('export', '-c', 'shops/beijing.yaml', '--no-avatars');
  expect(exported.exit, exported.err).toBe(0);
  expect(readFileSync(join(folder, 'base.yaml'), 'utf8')).toBe(base);
  const written = readFileSync(join(folder, 'shops/beijing.yaml'), 'utf8');
  expect(written).toContain('extends: [../base.yaml]');
  expect(written).toContain('  service: { nickname: 北京客服 }  # wins');
  expect(written).toMatch(/ {2}night:\n {4}nickname: 深夜客服\n {2}vip:\n {4}nickname: 贵宾\n/);
  // The export recorded the protection that the base says: the next plan has nothing to do about accounts.
  const plan = await kefu('plan', '-c', 'shops/beijing.yaml');
  expect(plan.out).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
  expect(plan.out).not.toContain('nickname');
  const again = await kefu('export', '-c', 'shops/beijing.yaml', '--no-avatars');
  expect(again.exit).toBe(0);
  expect(readFileSync(join(folder, 'shops/beijing.yaml'), 'utf8')).toBe(written);
});

test('given a shop that says nothing of accounts, expect export to add a block for what is new', async () => {
  write(
    'shops/beijing.yaml',
    'accounts:\n  service: { nickname: 北京客服 }  # wins over base.yaml; protect stays\n',
    '',
  );
  emulator.addAccount({ account: 'service@shop-beijing', nickname: '客服' });
  emulator.addAccount({ account: 'vip@shop-beijing', nickname: '贵宾' });
  const exported = await kefu('export', '-c', 'shops/beijing.yaml', '--no-avatars');
  expect(exported.exit, exported.err).toBe(0);
  expect(readFileSync(join(folder, 'shops/beijing.yaml'), 'utf8')).toMatch(
    /\naccounts:\n {2}vip:\n {4}nickname: 贵宾\n/,
  );
});
