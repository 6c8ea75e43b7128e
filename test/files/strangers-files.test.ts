import { execFile, execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, test } from 'vitest';
import { stringify } from 'yaml';
import { startKefu } from '../support/built-cli.ts';
import { type Stage, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

// Whatever lies where kefu reads or writes a file, it neither waits for it, nor fills the memory, nor writes through it.

beforeAll(freshBuild);

const main = resolve(import.meta.dirname, '../../dist/cli/main.js');

/** A file that a command reads, and how the command comes to it. */
interface Role {
  readonly what: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  /** What the other fields of `officialAccount` are. */
  readonly official?: Readonly<Record<string, unknown>>;
}

const apply = ['apply', '--auto-approve', '--settle-time', '0.05'];
const text = { hi: { msgtype: 'text', text: { content: '您好' } } };

const readRoles: readonly Role[] = [
  { what: 'the config', file: 'other.yaml', args: ['plan', '-c', 'other.yaml'] },
  { what: 'a config it extends', file: 'base.yaml', args: ['plan'], config: { extends: ['./base.yaml'] } },
  { what: 'the state file', file: 'kefu.state.json', args: ['plan'] },
  { what: 'the state file of an apply', file: 'kefu.state.json', args: apply },
  { what: 'a state file elsewhere', file: 'else.state.json', args: ['plan', '--state', 'else.state.json'] },
  { what: 'the lock', file: 'kefu.state.json.lock', args: apply },
  { what: 'a plan to apply', file: 'plan.json', args: ['apply', 'plan.json', '--auto-approve'] },
  { what: 'a plan to show', file: 'plan.json', args: ['show', 'plan.json'] },
  { what: 'a plan that takes an apply back', file: 'kefu.inverse.json', args: ['show', 'kefu.inverse.json'] },
  { what: 'the index of a fleet plan', file: 'plans/fleet.json', args: ['show', 'plans'] },
  {
    what: 'the index of a fleet plan to apply',
    file: 'plans/fleet.json',
    args: ['apply', 'plans', '--auto-approve'],
  },
  { what: 'a report of a fleet', file: 'report.json', args: ['report', 'merge', 'report.json'] },
  { what: 'the history', file: 'kefu.history.jsonl', args: ['history'] },
  {
    what: 'the history of an apply that deletes',
    file: 'kefu.history.jsonl',
    args: [...apply, '--allow', 'last-account,no-record'],
    config: { accounts: { alice: { state: 'absent' }, bob: { nickname: '阿博' } } },
  },
  { what: 'a state file to adopt', file: 'old.state.json', args: ['state', 'adopt', 'old.state.json'] },
  {
    what: 'values of a message',
    file: 'values.yaml',
    args: ['message', 'render', 'hi', '--values', 'values.yaml'],
    config: { templates: text },
  },
  {
    what: 'a list of customers',
    file: 'openids.txt',
    args: ['message', 'send', 'hi', '--to-file', 'openids.txt', '--auto-approve'],
    config: { templates: text },
  },
  {
    what: 'the journal of a sending',
    file: 'journal.jsonl',
    args: ['message', 'send', 'hi', '--to-file', 'list.txt', '--journal', 'journal.jsonl', '--auto-approve'],
    config: { templates: text },
  },
  {
    what: 'the journal of a sending to go on with',
    file: 'journal.jsonl',
    args: [
      'message',
      'send',
      'hi',
      '--to-file',
      'list.txt',
      '--journal',
      'journal.jsonl',
      '--resume',
      '--auto-approve',
    ],
    config: { templates: text },
  },
  {
    what: 'an avatar',
    file: 'face.png',
    args: ['plan'],
    config: { accounts: { alice: { nickname: '小美', avatar: './face.png' } } },
  },
  {
    what: 'a picture of a message',
    file: 'promo.png',
    args: ['plan'],
    config: { templates: { promo: { msgtype: 'image', image: { file: './promo.png' } } } },
  },
  {
    what: 'the AppSecret',
    file: 'secret.txt',
    args: ['plan'],
    official: { credentials: { appSecret: { file: './secret.txt' } } },
  },
  {
    what: 'the world of the emulator',
    file: 'world.json',
    args: ['emulator', '--port', '0', '--world', 'world.json'],
  },
];

const lies: Readonly<Record<string, (path: string) => void>> = {
  'a pipe nobody writes to': (path) => execFileSync('mkfifo', [path]),
  'a link to a device without an end': (path) => symlinkSync('/dev/zero', path),
  'a file of eight gigabytes': (path) => {
    closeSync(openSync(path, 'w'));
    truncateSync(path, 8 * 1024 ** 3);
  },
};

async function stageOf({ config, official }: Pick<Role, 'config' | 'official'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, live: [{ account: 'alice', nickname: '小美' }] });
  const { appId, wechatId } = stage.emulator;
  const written = {
    version: 1,
    officialAccount: {
      name: 'shop-cn',
      appId,
      wechatId,
      credentials: { appSecret: { env: 'KEFU_APP_SECRET' } },
      ...official,
    },
    accounts: { alice: { nickname: '小美' } },
    ...config,
  };
  writeFileSync(join(stage.folder, 'kefu.yaml'), stringify(written));
  writeFileSync(join(stage.folder, 'list.txt'), 'oCUSTOMER_1\n');
  return stage;
}

describe.each(Object.entries(lies))('given %s', (_, lay) => {
  test.concurrent.for(readRoles)(
    'in place of $what, expect a refusal at once',
    { timeout: 40_000 },
    async (role, { expect, onTestFinished }) => {
      const stage = await stageOf(role);
      onTestFinished(stage.end);
      const path = join(stage.folder, role.file);
      mkdirSync(dirname(path), { recursive: true });
      lay(path);
      // What the net under the tests reads afterwards must be plain files.
      onTestFinished(() => rmSync(path, { recursive: true, force: true }));
      const { exit, signal, err } = await startKefu(role.args, {
        cwd: stage.folder,
        env: stage.env,
        timeoutMs: 20_000,
      });
      expect({ exit, signal }, err).toEqual({ exit: 3, signal: null });
      expect(err).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
      expect(stage.emulator.world.requests.filter(({ effect }) => effect)).toEqual([]);
    },
  );
});

test.concurrent.for(['kefu.state.json', 'kefu.history.jsonl', 'kefu.state.json.lock'])(
  'given a link to nothing in place of %s, expect it not to be taken for an absence',
  async (file, { expect, onTestFinished }) => {
    const stage = await stageOf({ config: { accounts: { alice: { nickname: '美美' } } } });
    onTestFinished(stage.end);
    symlinkSync('nowhere', join(stage.folder, file));
    const { exit, err } = await startKefu(apply, { cwd: stage.folder, env: stage.env, timeoutMs: 20_000 });
    expect(exit, err).toBe(3);
    expect(err).toContain('symbolic link');
    expect(existsSync(join(stage.folder, 'nowhere'))).toBe(false);
    expect(stage.emulator.world.requests.filter(({ effect }) => effect)).toEqual([]);
  },
);

/** A file that a command writes, laid out as something else before. */
const writtenRoles: readonly Pick<Role, 'what' | 'file' | 'args' | 'config'>[] = [
  ...['json', 'markdown', 'html', 'github-output', 'github-summary', 'junit'].map((format) => ({
    what: `the output ${format} of an apply`,
    file: 'out.file',
    args: [...apply, '--output', `${format}=out.file`],
  })),
  ...['json', 'sarif', 'github-summary'].map((format) => ({
    what: `the output ${format} of a plan`,
    file: 'out.file',
    args: ['plan', '--output', `${format}=out.file`],
  })),
  { what: 'the saved plan', file: 'plan.json', args: ['plan', '--out', 'plan.json'] },
  { what: 'a starter config', file: 'new.yaml', args: ['init', 'new.yaml'] },
  { what: 'an exported config', file: 'live.yaml', args: ['export', '--out', 'live.yaml', '--no-avatars'] },
  {
    what: 'a bundle',
    file: 'messages.json',
    args: ['message', 'bundle', '--out', '.'],
    config: { templates: text },
  },
  {
    what: 'a page of messages',
    file: 'page.html',
    args: ['message', 'preview', '--html', 'page.html'],
    config: { templates: text },
  },
];

const written = { accounts: { alice: { nickname: '美美' } } };

describe.each(['target.txt', 'nowhere.txt'])('given a link to %s', (target) => {
  test.concurrent.for(writtenRoles)(
    'in place of $what, expect nothing to be written through it',
    async (role, { expect, onTestFinished }) => {
      const stage = await stageOf({ config: { ...written, ...role.config } });
      onTestFinished(stage.end);
      writeFileSync(join(stage.folder, 'target.txt'), 'of somebody else');
      symlinkSync(join(stage.folder, target), join(stage.folder, role.file));
      const { exit, err } = await startKefu(role.args, {
        cwd: stage.folder,
        env: stage.env,
        timeoutMs: 20_000,
      });
      expect(exit, err).toBe(3);
      expect(readFileSync(join(stage.folder, 'target.txt'), 'utf8')).toBe('of somebody else');
      expect(existsSync(join(stage.folder, 'nowhere.txt'))).toBe(false);
      expect(lstatSync(join(stage.folder, role.file)).isSymbolicLink()).toBe(true);
      expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美']);
    },
  );
});

describe('given a pipe nobody reads', () => {
  test.concurrent.for(writtenRoles)(
    'in place of $what, expect a refusal at once, before anything is sent',
    async (role, { expect, onTestFinished }) => {
      const stage = await stageOf({ config: { ...written, ...role.config } });
      onTestFinished(stage.end);
      const pipe = join(stage.folder, role.file);
      execFileSync('mkfifo', [pipe]);
      onTestFinished(() => rmSync(pipe));
      const { exit, signal, err } = await startKefu(role.args, {
        cwd: stage.folder,
        env: stage.env,
        timeoutMs: 20_000,
      });
      expect({ exit, signal }, err).toEqual({ exit: 3, signal: null });
      expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美']);
    },
  );
});

test('given an output that is a device of the system, expect it to be written as it is', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await stageOf({ config: written });
  onTestFinished(stage.end);
  // Standard output must be a pipe, as in a shell.
  const { PATH = '' } = process.env;
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `'${process.execPath}' '${main}' plan --output json=/dev/fd/3 3>&1 >/dev/null | cat`],
    { cwd: stage.folder, env: { PATH, ...stage.env } },
  );
  expect(stdout).toContain('"format_version"');
});

test('given an output with permissions of its own, expect it to keep them', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await stageOf({ config: written });
  onTestFinished(stage.end);
  const output = join(stage.folder, 'plan.md');
  writeFileSync(output, 'of yesterday', { mode: 0o600 });
  const { exit } = await startKefu(['plan', '--output', 'markdown=plan.md'], {
    cwd: stage.folder,
    env: stage.env,
  });
  expect(exit).toBe(0);
  expect(statSync(output).mode & 0o777).toBe(0o600);
});
