import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freshBuild } from '../support/fresh-build.ts';
import { configWith, type Team, team } from './repository.ts';

beforeAll(freshBuild);

const root = resolve(import.meta.dirname, '../..');
const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
};

/** Runs the action as the runner does: defaults of action.yml, inputs and files by environment. */
async function act(shop: Team, machine: string, inputs: Record<string, string>, lang = 'en') {
  const output = join(shop.folder, 'github-output');
  const summary = join(shop.folder, 'github-summary');
  for (const file of [output, summary]) writeFileSync(file, '');
  mkdirSync(join(shop.folder, 'temp'), { recursive: true });
  const defaults = Object.entries(metadata.inputs).map(([name, input]) => [name, input.default ?? '']);
  const env = [...defaults, ...Object.entries(inputs)].map(([name = '', value = '']) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const script = `'${process.execPath}' '${join(root, metadata.runs.main)}'`;
  const ended = await shop.run(script, machine, {
    ...Object.fromEntries(env),
    KEFU_APP_SECRET: shop.emulator.appSecret,
    GITHUB_ACTIONS: 'true',
    KEFU_LANG: lang,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: join(shop.folder, 'temp'),
  });
  return {
    ...ended,
    outputs: outputsIn(readFileSync(output, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
  };
}

/** Both forms of GitHub's file: name=value, and name<<delimiter. */
function outputsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([\w-]+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n\3)$/gm)];
  return Object.fromEntries(found.map(([, name = '', line, , block]) => [name, line ?? block ?? '']));
}

describe('the action', () => {
  test('given a plan and the apply of its file, expect outputs, summary and the account changed', async () => {
    const shop = await team({ 'shop-cn.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const machine = shop.checkOut();
    const planned = await act(shop, machine, { config: 'shop-cn.yaml' });
    expect(planned.exit, planned.out).toBe(0);
    expect(planned.outputs).toMatchObject({
      'has-changes': 'true',
      add: '1',
      change: '0',
      destroy: '0',
      'exit-code': '0',
    });
    expect(planned.outputs['plan-digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(readFileSync(planned.outputs['markdown-path'] ?? '', 'utf8')).toContain('alice');
    expect(planned.summary).toContain('alice');
    for (const name of Object.keys(metadata.outputs)) {
      if (!/^(added|changed|destroyed|complete)$/.test(name)) expect(planned.outputs).toHaveProperty(name);
    }

    const plan = planned.outputs['plan-path'] ?? '';
    expect((await act(shop, machine, { command: 'apply', plan })).exit).toBe(10);
    const applied = await act(shop, machine, {
      command: 'apply',
      plan,
      'auto-approve': 'true',
      output: 'junit=apply.xml\nhtml=apply.html',
    });
    expect(applied.exit, applied.out).toBe(0);
    expect(applied.outputs).toMatchObject({ complete: 'true', added: '1', changed: '0', destroyed: '0' });
    expect(existsSync(join(machine, 'apply.xml'))).toBe(true);
    expect(shop.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美']);

    const again = await act(shop, machine, { config: 'shop-cn.yaml', 'detailed-exitcode': 'true' });
    expect(again.outputs).toMatchObject({ 'has-changes': 'false', 'exit-code': '0' });
  });

  test('given flags of kefu as inputs, expect each to reach it', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const machine = shop.checkOut();
    const detailed = await act(shop, machine, {
      'detailed-exitcode': 'true',
      out: 'plan.json',
      allow: 'live-shrunk, rename-suspected\nserving-customers',
      'write-unverifiable': 'true',
      'fetch-avatars': 'false',
      'expires-in': '2',
    });
    expect(detailed.exit, detailed.out).toBe(2);
    const { options, created, expires } = JSON.parse(readFileSync(join(machine, 'plan.json'), 'utf8'));
    expect(options).toEqual({
      allow: ['live-shrunk', 'rename-suspected', 'serving-customers'],
      write_unverifiable: true,
    });
    expect(Date.parse(expires) - Date.parse(created)).toBe(2 * 3_600_000);
  });

  test('given a faulty config to validate, expect the line marked and exit 3', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: seventeen letters } }') });
    const validated = await act(shop, shop.checkOut(), { command: 'validate', config: 'kefu.yaml' });
    expect(validated.exit).toBe(3);
    expect(validated.out).toMatch(/^::error file=kefu\.yaml,line=8,/m);
    expect(validated.outputs['exit-code']).toBe('3');
  });

  test.each([
    { command: 'destroy' },
    { command: 'apply', 'auto-approve': 'yes' },
    { config: 'kefu.yaml\n--allow=live-shrunk' },
    { config: '$(touch pwned)' },
    { config: '; touch pwned' },
    { config: '--help' },
    { 'expires-in': '`touch pwned`' },
  ])(
    'given inputs that make no sense or mean harm (%j), expect a refusal and nothing done',
    async (inputs) => {
      const shop = await team({ 'kefu.yaml': configWith('{}') });
      const machine = shop.checkOut();
      const refused = await act(shop, machine, inputs);
      expect(refused.exit).toBeGreaterThan(0);
      expect(existsSync(join(machine, 'pwned'))).toBe(false);
      expect(shop.emulator.world.requests).toEqual([]);
    },
  );

  test('given KEFU_LANG, expect what the action itself says in that language', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{}') });
    const refused = await act(shop, shop.checkOut(), { 'auto-approve': 'yes', command: 'apply' }, 'zh-CN');
    expect(refused.out).toContain('::error::输入项 `auto-approve` 的值只能是 `true` 或 `false`。\n');
  });

  test('expect action.yml to run what the build makes, on Node 24', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action/main.js' });
    for (const { description } of [...Object.values(metadata.inputs), ...Object.values(metadata.outputs)]) {
      expect(description).not.toBe('');
    }
  });
});
