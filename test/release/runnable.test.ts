// The folder that runs as it is, alone: as the GitHub action, and as the image runs it.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { makeRunnable } from '../../scripts/release/runnable.mjs';
import { startEmulator } from '../../src/emulator/server.ts';
import { startCluster } from '../support/postgres-cluster.ts';
import { downloaded, root } from './packed.ts';

const release = downloaded();
const runnable = mkdtempSync(join(tmpdir(), 'kefu-runnable-'));

beforeAll(() => makeRunnable(release.tarball(), join(root, 'package-lock.json'), runnable, []), 180_000);
afterAll(() => rmSync(runnable, { recursive: true, force: true }));

/** An official account, and a folder with a config whose pictures need sharp: a WebP, and a transparent PNG that is no square. */
async function shop() {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'kefu-shop-'));
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const clear = { r: 200, g: 30, b: 90, alpha: 0.4 };
  const drawn = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: clear } });
  writeFileSync(join(folder, 'alice.webp'), await drawn(700, 700).webp().toBuffer());
  writeFileSync(join(folder, 'bob.png'), await drawn(900, 500).png().toBuffer());
  const text = readFileSync(join(root, 'test/ci/kefu.yaml'), 'utf8').replace(
    '{}',
    '{ alice: { nickname: 小美, avatar: ./alice.webp }, bob: { nickname: 阿博, avatar: ./bob.png } }',
  );
  writeFileSync(join(folder, 'kefu.yaml'), text);
  const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
  return { emulator, folder, env };
}

/** A program of its own, with nothing of this one's environment. */
function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  options: { readonly uid?: number; readonly gid?: number } = {},
): Promise<{ readonly exit: number | null; readonly out: string }> {
  const child = spawn(process.execPath, args, { cwd, env, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  const hear = (text: Buffer) => {
    out += text;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (exit) => done({ exit, out }));
  });
}

/** The pictures that arrived, by account. */
function pictures({ world }: Awaited<ReturnType<typeof startEmulator>>): [string, Buffer][] {
  return world.accounts
    .map(({ account, picture }): [string, Buffer] => [
      account,
      Buffer.from(world.pictures[picture]?.base64 ?? '', 'base64'),
    ])
    .toSorted(([one], [other]) => one.localeCompare(other));
}

describe('the action from a packed release folder alone', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
    runs: { main: string };
  };

  async function act(stage: Awaited<ReturnType<typeof shop>>, inputs: Record<string, string>) {
    const temp = join(stage.folder, '..', `${stage.folder.split('/').at(-1)}-temp`);
    mkdirSync(temp, { recursive: true });
    onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
    const output = join(temp, 'output');
    writeFileSync(output, '');
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const given = [...defaults, ...Object.entries(inputs)].map(([name = '', value = '']) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
    const ended = await start([join(runnable, action.runs.main)], stage.folder, {
      ...stage.env,
      ...Object.fromEntries(given),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: temp,
    });
    const found = readFileSync(output, 'utf8').matchAll(/^([\w-]+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n\3)$/gm);
    const outputs = Object.fromEntries(
      [...found].map(([, name = '', line, , block]) => [name, line ?? block ?? '']),
    );
    return { ...ended, outputs };
  }

  test('given pictures that must be made ready, expect the plan, the warnings and the pictures of the CLI', async () => {
    const [byAction, byCli] = [await shop(), await shop()];
    const cli = (...args: string[]) =>
      start([join(root, 'dist/cli/main.js'), ...args], byCli.folder, byCli.env);
    const planned = await act(byAction, {});
    const told = await cli('plan', '--out', 'plan.json');
    expect(planned.exit, planned.out).toBe(told.exit);
    const [ours, theirs] = [planned.outputs['plan-path'] ?? '', join(byCli.folder, 'plan.json')].map(
      (file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>,
    );
    expect(ours?.resource_changes).toHaveLength(2);
    for (const part of ['resource_changes', 'summary', 'diagnostics', 'guards'])
      expect(ours?.[part]).toEqual(theirs?.[part]);
    // The CLI tells its warnings on stderr, the action beside the lines of the config.
    const warnings = (text: string, form: RegExp) => text.match(form)?.length ?? 0;
    expect(warnings(planned.out, /^::warning /gm)).toBe(warnings(told.out, /^warning: /gim));

    const applied = await act(byAction, {
      command: 'apply',
      plan: planned.outputs['plan-path'] ?? '',
      'auto-approve': 'true',
      'settle-time': '1',
    });
    expect(applied.exit, applied.out).toBe(0);
    expect(applied.outputs).toMatchObject({ complete: 'true', added: '2' });
    expect((await cli('apply', '--auto-approve', '--settle-time', '1')).exit).toBe(0);
    const arrived = pictures(byAction.emulator);
    expect(arrived).toEqual(pictures(byCli.emulator));
    expect(arrived.map(([account]) => account)).toEqual(['alice@kftest', 'bob@kftest']);
    for (const [, picture] of arrived)
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 640 });
  }, 60_000);

  test('given a step that writes nothing, expect empty outputs, and the files of an earlier step gone', async () => {
    const stage = await shop();
    const first = await act(stage, { out: 'plan.json', markdown: 'plan.md' });
    expect(first.outputs['plan-path']).toBe(join(stage.folder, 'plan.json'));
    expect(first.outputs['markdown-path']).toBe(join(stage.folder, 'plan.md'));
    const refused = await act(stage, { out: 'plan.json', markdown: 'plan.md', 'expires-in': 'soon' });
    expect(refused.outputs['exit-code']).toBe('3');
    for (const name of ['plan-path', 'markdown-path', 'plan-digest', 'add'])
      expect(refused.outputs[name] ?? '').toBe('');
    expect(existsSync(join(stage.folder, 'plan.json'))).toBe(false);
    expect(existsSync(join(stage.folder, 'plan.md'))).toBe(false);

    const mistaken = await act(stage, { out: 'kefu.yaml', 'expires-in': 'soon' });
    expect(mistaken.outputs['exit-code']).toBe('3');
    expect(existsSync(join(stage.folder, 'kefu.yaml'))).toBe(true);
  }, 60_000);
});

describe('the image', () => {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n');
  const said = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  test('expect Node 24, nobody as its user, and kefu as its entry point', () => {
    expect(said('ARG')).toEqual(['NODE_IMAGE=node:24-slim']);
    expect(said('USER')).toEqual(['65534:65534']);
    expect(said('ENTRYPOINT')).toEqual(['["kefu"]']);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'given its steps without an engine: nobody, who may write nowhere but in a volume, expect plan and apply to work',
    async () => {
      const stage = await shop();
      // COPY and RUN of the Dockerfile, in a folder that stands for the root of its file system.
      const image = mkdtempSync(join(tmpdir(), 'kefu-image-'));
      onTestFinished(() => rmSync(image, { recursive: true, force: true }));
      cpSync(runnable, join(image, 'opt/kefu'), { recursive: true });
      mkdirSync(join(image, 'usr/local/bin'), { recursive: true });
      const [link = ''] = said('RUN');
      const linked = spawnSync('sh', ['-ec', link.replaceAll(' /', ` ${image}/`)], { encoding: 'utf8' });
      expect(linked.stderr).toBe('');
      const volume = join(image, 'state');
      mkdirSync(volume);
      for (const folder of [image, stage.folder]) spawnSync('chmod', ['-R', 'a+rX,go-w', folder]);
      chmodSync(volume, 0o777);
      const [user = 0, group = 0] = (said('USER')[0] ?? '').split(':').map(Number);
      const env = {
        ...stage.env,
        KEFU_STATE: join(volume, 'kefu.state.json'),
        TMPDIR: '/nowhere',
        HOME: '/nowhere',
      };
      const started = (more: object, args: readonly string[]) =>
        start(
          [join(image, 'usr/local/bin/kefu'), ...args],
          stage.folder,
          { ...env, ...more },
          { uid: user, gid: group },
        );
      const kefu = (...args: string[]) => started({}, args);
      const before = spawnSync('find', [stage.folder], { encoding: 'utf8' }).stdout;
      const planned = await kefu('plan');
      expect(planned.exit, planned.out).toBe(0);
      const applied = await kefu('apply', '--auto-approve', '--settle-time', '1');
      expect(applied.exit, applied.out).toBe(0);
      expect(stage.emulator.world.accounts).toHaveLength(2);
      expect(existsSync(join(volume, 'kefu.state.json'))).toBe(true);
      expect(spawnSync('find', [stage.folder], { encoding: 'utf8' }).stdout).toBe(before);
      const again = await kefu('plan', '--detailed-exitcode');
      expect(again.exit, again.out).toBe(0);

      // The same with PostgreSQL: the volume holds nothing but what takes the apply back; without it that is told.
      const cluster = await startCluster();
      onTestFinished(() => cluster.close());
      const backend = { KEFU_BACKEND: cluster.database('image') };
      for (const name of readdirSync(volume)) rmSync(join(volume, name), { recursive: true });
      stage.emulator.world.accounts.splice(0);
      const anew = await started(backend, ['apply', '--auto-approve', '--settle-time', '1']);
      expect(anew.exit, anew.out).toBe(0);
      expect(stage.emulator.world.accounts).toHaveLength(2);
      expect(readdirSync(volume)).toEqual(['kefu.inverse.json']);
      const recorded = await started(backend, ['plan', '--detailed-exitcode']);
      expect(recorded.exit, recorded.out).toBe(0);
      const nowhere = { ...backend, KEFU_STATE: '/nowhere/kefu.state.json' };
      stage.emulator.world.accounts.splice(0, 1);
      const lost = await started(nowhere, [
        'apply',
        '--auto-approve',
        '--output',
        'json=-',
        '--settle-time',
        '1',
      ]);
      expect(lost.exit, lost.out).toBe(1);
      expect(lost.out).toContain('/nowhere/kefu.inverse.json');
      expect(lost.out).toContain('Set KEFU_STATE to a place that can be written.');
      expect(lost.out).toContain('"verdict"');
      expect(spawnSync('find', [stage.folder], { encoding: 'utf8' }).stdout).toBe(before);
    },
    60_000,
  );
});
