import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ways } from '../cli/ways.ts';
import { startKefu } from '../support/built-cli.ts';
import { type Case, setStage } from '../support/case.ts';
import { setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { notChineseIn, writtenIn } from './spoken.ts';

beforeAll(freshBuild);

const chinese = { KEFU_LANG: 'zh-CN' };

/** What one run of the built CLI says that is not Chinese. */
async function heard(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  given: string[] = [],
) {
  const { out, err } = await startKefu(args, { cwd, env: { ...env, ...chinese } });
  return notChineseIn(`kefu ${args.join(' ')}`, out + err, [...given, cwd, ...writtenIn(env)]);
}

/** The commands that a help names, but help itself. */
function commandsIn(help: string): string[] {
  const list = /^(?:Commands:|命令：)\n([\s\S]*?)(?:\n\n|$)/mu.exec(help)?.[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z]+)(?= |$)/gmu)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
}

test('expect the help of every command in Chinese', async () => {
  const found: string[] = [];
  const asked: string[][] = [];
  const ask = async (path: readonly string[]) => {
    const args = [...path, '--help'];
    const { out } = await startKefu(args, { cwd: '/', env: chinese });
    asked.push([...path]);
    found.push(...notChineseIn(`kefu ${args.join(' ')}`, out, []));
    for (const name of commandsIn(out)) await ask([...path, name]);
  };
  await ask([]);
  expect(asked.length).toBeGreaterThan(25);
  expect([...new Set(found)]).toEqual([]);
});

describe('given a failure of each class, expect it told in Chinese', () => {
  test.each(ways)('$exit: $how', async ({ args, stage: story, prepare, env }) => {
    const stage = await setStage({ story: '', expect: {}, ...story });
    onTestFinished(stage.end);
    await prepare?.(stage);
    expect(await heard(args, stage.folder, { ...stage.env, ...env }, writtenIn(story))).toEqual([]);
  });
});

const shop: Case = {
  story: '',
  expect: {},
  live: [
    { account: 'alice', nickname: '小美', bound: 'wxid_alice' },
    { account: 'night', nickname: '夜班客服' },
  ],
  recorded: { accounts: {} },
  desired: {
    accounts: { alice: { nickname: '美美' }, bob: { nickname: '阿博' } },
    templates: {
      hello: {
        as: 'alice',
        msgtype: 'text',
        variables: { name: { type: 'string', maxLength: 20 } },
        text: { content: '{{ name }}，您好！' },
      },
    },
  },
};

/** Every command in an order that makes sense, also as people mistake it. */
const day: readonly string[] = [
  'init',
  'init fresh.yaml',
  'validate',
  'validate --online',
  'validate nowhere.yaml',
  'plan',
  'plan --out plan.json',
  'show plan.json',
  'apply plan.json',
  'apply plan.json --auto-approve --settle-time 0.1',
  'apply plan.json --auto-approve',
  'apply kefu.yaml',
  'apply --auto-approve --settle-time 0.1',
  'export',
  'history',
  'state show',
  'state show alice@kftest',
  'state rm kf_account.nobody@kftest',
  'state adopt nowhere.json',
  'unlock',
  'doctor',
  'explain 65405',
  'explain max-deletes',
  'explain nothing-such',
  'message list',
  'message preview hello',
  'message preview nobody',
  'message render hello --to oCUSTOMER_0123456789abcdefgh --set name=小王',
  'message render hello --to oCUSTOMER_0123456789abcdefgh',
  'message send hello --to oCUSTOMER_0123456789abcdefgh --set name=小王',
  'message send hello --to-file list.txt --set name=小王',
  'message send hello --to-file list.txt --set name=小王 --auto-approve',
  'message send hello --to-file list.txt --set name=小王 --auto-approve --resume',
  'message send hello',
  'message bundle --out build',
  'typing --to oCUSTOMER_0123456789abcdefgh',
  'schema nothing',
  'completion tcsh',
  'plan --nonsense',
  'plann',
  'plan --parallelism 99',
  'emulator --changes 3',
  'report nowhere',
];

test('given a day of one official account, expect all that is said in Chinese', async () => {
  const stage = await setStage(shop);
  onTestFinished(stage.end);
  writeFileSync(
    join(stage.folder, 'list.txt'),
    'oCUSTOMER_0123456789abcdefgh\noCUSTOMER_0123456789abcdefgi\n',
  );
  const found: string[] = [];
  const given = [
    ...writtenIn(shop),
    'nothing-such',
    'nonsense',
    'plann',
    'tcsh',
    'nowhere',
    'nobody',
    'hello',
  ];
  for (const line of day) found.push(...(await heard(line.split(' '), stage.folder, stage.env, given)));
  found.push(
    ...(await heard(['doctor'], stage.folder, { ...stage.env, KEFU_APP_SECRET: 'f'.repeat(32) })),
    ...(await heard(['doctor'], stage.folder, { ...stage.env, KEFU_ENDPOINT: 'http://127.0.0.1:9' })),
    ...(await heard(['doctor', '--config', 'nowhere.yaml'], stage.folder, stage.env)),
  );
  expect([...new Set(found)]).toEqual([]);
});

test('given many official accounts, expect all that is said in Chinese', async () => {
  const stage = await setFleetStage(3, 2, 1);
  onTestFinished(stage.end);
  const found: string[] = [];
  const commands = [
    'validate shops/',
    'plan shops/',
    'plan shops/ --out plans/',
    'show plans/',
    'apply plans/ --auto-approve --output json=report.json',
    'report plans/',
    'apply shops/ --auto-approve',
    'plan shops/ --account nobody',
    'plan shops/ --shard 9/3',
    'history shops/',
    'doctor shops/',
  ];
  for (const line of commands)
    found.push(...(await heard(line.split(' '), stage.folder, stage.env, ['nobody'])));
  expect([...new Set(found)]).toEqual([]);
});

test('given the emulator, expect what it says at its start in Chinese', async () => {
  const { out, err } = await startKefu(['emulator', '--port', '0'], {
    cwd: '/tmp',
    env: chinese,
    onOut: (_, child) => void setTimeout(() => child.kill('SIGTERM'), 500),
  });
  expect(notChineseIn('kefu emulator', out + err, [])).toEqual([]);
});
