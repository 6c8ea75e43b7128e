import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { type Stage, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { calls, loads, stateWrites } from './budgets.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const hello = { as: 'k1', msgtype: 'text', text: { content: '您好' } };
const hundred = Array.from({ length: 100 }, (_, index) => [`k${index}`, `客服${index}`] as const);

beforeAll(freshBuild);

/** Official account with a hundred accounts in the config, and in WeChat none of them or all. */
async function staged({ live, templates = {} }: { live: boolean; templates?: object }): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: live ? hundred.map(([account, nickname]) => ({ account, nickname })) : [],
    desired: {
      accounts: Object.fromEntries(hundred.map(([account, nickname]) => [account, { nickname }])),
      ...(Object.keys(templates).length > 0 && { templates }),
    },
  });
  onTestFinished(stage.end);
  return stage;
}

describe('what a start loads', () => {
  const commands = {
    '--version': ['--version'],
    '--help': ['--help'],
    validate: ['validate'],
    'message render': ['message', 'render', 'hello', '--to', 'oCustomer00000000000000000001'],
    plan: ['plan'],
    apply: ['apply', '--auto-approve'],
  } satisfies Record<keyof typeof loads, string[]>;

  test.each(Object.entries(commands))('%s keeps to its files and bytes', async (name, args) => {
    const { folder, env } = await staged({
      live: true,
      templates: name === 'message render' ? { hello } : {},
    });
    const files = await filesLoadedBy(args, folder, env);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const { files: mostFiles, kilobytes } = loads[name as keyof typeof loads];
    const list = files.map((file) => `${relative(root, file)} ${statSync(file).size}`).join('\n');
    expect(files.length, list).toBeLessThanOrEqual(mostFiles);
    expect(bytes / 1000, list).toBeLessThanOrEqual(kilobytes);
  });
});

async function filesLoadedBy(args: string[], cwd: string, env: Record<string, string>) {
  const main = join(root, 'dist/cli/main.js');
  const list = join(cwd, 'loaded.txt');
  writeFileSync(list, '');
  await run(process.execPath, ['--require', join(import.meta.dirname, 'loaded-files.cjs'), main, ...args], {
    cwd,
    env: { ...process.env, ...env, KEFU_TEST_LOADED: list, NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  const loaded = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  return [...new Set(loaded)].filter((file) => file.startsWith(join(root, 'dist')));
}

describe('what a run asks of WeChat and of the disk', () => {
  test('a plan of a hundred unchanged accounts makes two calls', async () => {
    const stage = await staged({ live: true });
    const planned = JSON.parse((await planOn(stage)).out);
    expect(planned.calls_made).toHaveLength(calls.planUnchanged);
  });

  test('an apply that finds nothing to do', async () => {
    const stage = await staged({ live: true });
    const before = await requestsOf(stage);
    await applyOn(stage, { config: './kefu.yaml' });
    expect((await requestsOf(stage)) - before).toBeLessThanOrEqual(calls.applyUnchanged);
  });

  test('an apply of a hundred new accounts: calls, state writes, and writes at the same time', async () => {
    const stage = await staged({ live: false });
    const { folder, env } = stage;
    const before = await requestsOf(stage);
    const account = await openAccount('kefu.yaml', { mode: 'read-write', env, cwd: folder });
    onTestFinished(() => account.close());
    let writes = 0;
    let inFlight = 0;
    let most = 0;
    const memory: typeof account.memory = {
      ...account.memory,
      takeLock: async (timeoutMs) => {
        const lock = await account.memory.takeLock(timeoutMs);
        const write: typeof lock.state.write = (recorded) => {
          writes += 1;
          return lock.state.write(recorded);
        };
        return { ...lock, state: { ...lock.state, write } };
      },
    };
    const accounts = {
      ...account.wechat.accounts,
      add: async (...asked: Parameters<typeof account.wechat.accounts.add>) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        return account.wechat.accounts.add(...asked).finally(() => {
          inFlight -= 1;
        });
      },
    };
    const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: false };
    const ending = await applyAccount(
      { ...account, memory, wechat: { ...account.wechat, accounts } },
      { ...options, parallelism: 8, settleMs: 50 },
      { approve: async () => true },
    );
    expect(ending).toMatchObject({ kind: 'applied', report: { verdict: { status: 'as-configured' } } });
    expect(most).toBe(8);
    expect(writes).toBeLessThanOrEqual(stateWrites.applyHundredNew);
    expect((await requestsOf(stage)) - before).toBeLessThanOrEqual(calls.applyHundredNew);
  });
});

async function requestsOf({ env }: Pick<Stage, 'env'>): Promise<number> {
  const answer = await fetch(`${env.KEFU_ENDPOINT}/__emulator/requests`);
  const told = (await answer.json()) as { requests?: unknown[] } | unknown[];
  return (Array.isArray(told) ? told : (told.requests ?? [])).length;
}
