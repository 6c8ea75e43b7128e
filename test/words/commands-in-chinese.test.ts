import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildProgram } from '../../src/cli/build-program.ts';
import { exitOfFailure } from '../../src/cli/exit.ts';
import { usageFailure } from '../../src/cli/usage.ts';
import { UsageFault } from '../../src/cli/usage-fault.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { Failure } from '../../src/model/failure.ts';
import { renderFailureText } from '../../src/render/failure.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { wholeConfig } from '../hostile/cases/configs.ts';
import { kefuInTerminal, startKefu } from '../support/built-cli.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { type FleetStage, filesIn, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { notChineseIn, writtenIn } from './spoken.ts';

/** A command line, the exit code it ends with, and what is done before it. */
interface Line {
  readonly line: string;
  readonly exit?: number;
  readonly answer?: string;
  readonly before?: (stage: Stage) => void;
  /** A file that it writes, and its format. */
  readonly file?: readonly [format: string, name: string];
}

/** Runs a command line as the program does, with what it printed on both streams. */
async function typed(line: string, folder: string, env: Record<string, string>, answer?: string) {
  const args = line.split(' ');
  const { world, out, told } = capturedWorld(folder, { ...env, KEFU_LANG: 'zh-CN' }, answer);
  let exit = 0;
  let failed = '';
  const program = buildProgram(args, async (load, options) => {
    exit = await (await load()).run(options, world);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (end) {
    const failure = end instanceof UsageFault ? usageFailure(end) : end;
    if (!(failure instanceof Failure)) throw end;
    exit = exitOfFailure(failure);
    failed = renderFailureText(failure, chinese);
  }
  return { exit, text: `${out()}\n${told()}\n${failed}` };
}

const openid = 'oZHg5kgqT9tN0vFlsKdlp0Tq0000';
const templates = {
  welcome: {
    as: 'alice',
    msgtype: 'text',
    text: { content: '{{ name }}，您好！<a href="https://example.com/">点这里</a>' },
    variables: { name: { type: 'string', maxLength: 20 } },
  },
  menu: wholeConfig.templates.menu,
};
const shop = {
  story: '',
  expect: {},
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'old', nickname: '旧的' },
  ],
  desired: {
    accounts: { alice: { nickname: '美美' }, bob: { nickname: '阿博', worker: 'wxid_bob' } },
    templates,
  },
};

const write = (name: string, text: string) => (stage: Stage) => {
  mkdirSync(dirname(join(stage.folder, name)), { recursive: true });
  writeFileSync(join(stage.folder, name), text);
};
const apply = 'apply --auto-approve --settle-time 0.05';

/** From an empty folder to a shop that is applied, told, edited and exported. */
const life: readonly Line[] = [
  { line: 'init fresh.yaml' },
  { line: 'init fresh.yaml', exit: 3 },
  { line: 'init --from-live', exit: 3 },
  { line: 'validate' },
  { line: 'validate --online' },
  { line: 'doctor', exit: 0 },
  { line: 'history' },
  { line: 'state show' },
  { line: 'plan --out plan.json' },
  { line: 'show plan.json' },
  { line: 'apply', exit: 10 },
  { line: 'apply', answer: 'no' },
  { line: `${apply} plan.json` },
  { line: `${apply} plan.json`, exit: 6 },
  { line: 'history' },
  { line: 'state show' },
  { line: 'state mv template.menu template.question' },
  { line: 'state mv template.menu template.question', exit: 3 },
  { line: 'state rm template.question' },
  { line: 'state adopt', exit: 3 },
  { line: 'state adopt other.state.json', exit: 3 },
  { line: 'unlock' },
  {
    line: 'export',
    before: (stage) => void stage.emulator.addAccount({ account: '', nickname: '张三' }),
  },
  { line: 'export --out live.yaml --no-avatars' },
  { line: 'export --out live.yaml', exit: 3 },
  { line: 'plan' },
  { line: 'explain 65405' },
  { line: 'explain max-deletes' },
  { line: 'explain nothing-of-ours', exit: 3 },
  { line: 'show no-plan.json', exit: 3 },
  { line: 'show kefu.yaml', exit: 3 },
  { line: 'plan -c missing.yaml', exit: 3 },
  { line: 'plan --output nothing=x', exit: 3 },
  { line: 'schema nothing', exit: 3 },
  { line: 'doctor -c missing.yaml', exit: 3 },
];

const sending: readonly Line[] = [
  { line: 'message list' },
  { line: 'message preview' },
  { line: 'message preview --html messages.html', file: ['html', 'messages.html'] },
  { line: `message render welcome --to ${openid}`, exit: 3 },
  { line: `message render nothing --to ${openid}`, exit: 3 },
  { line: `message send welcome --to ${openid} --set name=小王`, exit: 7 },
  { line: 'message send menu', exit: 3 },
  {
    line: 'message send menu --to-file openids.txt',
    exit: 3,
    before: write('openids.txt', 'openid\n小王,电话\n'),
  },
  {
    line: 'message send menu --to-file openids.txt',
    exit: 10,
    before: write('openids.txt', `openid\n${openid}\n${openid}1\n`),
  },
  { line: 'message send menu --to-file openids.txt', answer: 'no' },
  { line: 'message send menu --to-file openids.txt --auto-approve', exit: 7 },
  { line: 'message send menu --to-file openids.txt --auto-approve', exit: 3 },
  { line: 'message send menu --to-file openids.txt --auto-approve --resume', exit: 7 },
  { line: 'message bundle --out build' },
  { line: `typing --to ${openid}`, exit: 7 },
  {
    line: `message send menu --to ${openid}`,
    before: ({ emulator }) => void receive(emulator.world, openid, '在吗', emulator.now()),
  },
  { line: `typing --to ${openid}` },
  { line: `typing --to ${openid} --cancel` },
  {
    line: 'message send menu --to-file one.txt --auto-approve',
    before: write('one.txt', `openid\n${openid}\n`),
  },
];

const fault =
  (errcode: number, path = 'kfaccount/update') =>
  (stage: Stage) =>
    stage.emulator.inject({ kind: 'errcode', path, errcode } as never);

/** One failure of each exit code, each on a shop of its own. */
const failures: readonly (Line & { readonly env?: Record<string, string> })[] = [
  { line: 'plan', exit: 1, env: { KEFU_ENDPOINT: 'http://127.0.0.1:9' } },
  { line: 'doctor', exit: 1, env: { KEFU_ENDPOINT: 'http://127.0.0.1:9' } },
  { line: 'plan --detailed-exitcode', exit: 2 },
  { line: 'plan', exit: 3, env: { KEFU_APP_SECRET: '' } },
  { line: 'plan', exit: 4, env: { KEFU_APP_SECRET: 'f'.repeat(32) } },
  { line: 'doctor', exit: 4, env: { KEFU_APP_SECRET: 'f'.repeat(32) } },
  { line: 'plan', exit: 4, before: fault(40164, 'stable_token') },
  { line: apply, exit: 7, before: fault(65403) },
  {
    line: apply,
    exit: 8,
    before: ({ emulator }) =>
      emulator.inject({ kind: 'reset', path: 'kfaccount/update', effect: false, times: 9 } as never),
  },
  { line: apply, exit: 9, before: fault(45009) },
  { line: 'plan', exit: 3, env: { NODE_DEBUG: 'http' } },
  { line: 'plan', exit: 1, env: { KEFU_BACKEND: 'postgres://kefu@127.0.0.1:9/kefu?sslmode=disable' } },
];

async function shopStage(more: Partial<Case> = {}): Promise<Stage> {
  const stage = await setStage({ ...shop, ...more });
  onTestFinished(stage.end);
  return stage;
}

/** Parts of the config and of files, and the names of classes of errcodes. */
const names = [
  'list',
  'content',
  'href',
  'kftest',
  'shops',
  'template',
  'question',
  'nowhere',
  hostname(),
  openid.slice(0, 4),
];

/** Without what is no sentence: the names of doctor's checks, WeChat's own text of an errcode, secrets, lines to type. */
const sentencesIn = (text: string) =>
  text
    .replaceAll(/ \[[\w-]+\]$/gmu, '')
    .replaceAll(/refused：|\.\/avatars\/\S+|<config>|\bshop-\d{4}\b/gu, '·')
    .replaceAll(/^(正常|留意|失败|跳过) {2}[a-z-]+ +/gmu, '$1 ')
    .replaceAll(/^\d{5} .*$|^ {2}\$ .*$|\b[0-9a-f]{32}\b/gmu, '');

const given = (stage: Pick<Stage, 'folder' | 'env'>, lines: readonly Line[]) => [
  ...names,
  ...writtenIn(shop),
  ...writtenIn(stage.env),
  stage.folder,
  ...lines.flatMap(({ line }) => line.split(' ').filter((word) => /[^a-z]/u.test(word))),
];

async function lookedThrough(stage: Stage, lines: readonly Line[], env: Record<string, string> = {}) {
  const found: string[] = [];
  for (const { line, exit = 0, answer, before, file } of lines) {
    before?.(stage);
    const ended = await typed(line, stage.folder, { ...stage.env, ...env }, answer);
    expect(ended.exit, `kefu ${line}: ${ended.text}`).toBe(exit);
    const texts = [
      ['text', sentencesIn(ended.text)],
      ...(file ? [[file[0], readFileSync(join(stage.folder, file[1]), 'utf8')]] : []),
    ];
    for (const [format = '', text = ''] of texts) {
      found.push(...notChineseIn(format, text, given(stage, lines)).map((one) => `kefu ${line}: ${one}`));
    }
  }
  return found;
}

describe('given commands in Chinese, expect all they print to be Chinese', () => {
  test('from the first config to an export', async () => {
    expect(await lookedThrough(await shopStage(), life)).toEqual([]);
  });

  test('of a record with a write that was never settled', async () => {
    const step = { kind: 'update-account', account: 'alice@kftest', nickname: '美美', withPassword: false };
    const open = { address: 'kf_account.alice@kftest', at: '2026-11-22T08:00:00.000Z', step };
    const stage = await shopStage({
      recorded: { accounts: { alice: { nickname: '小美' } }, intents: [open] },
    });
    const lines: readonly Line[] = [
      { line: 'state show' },
      { line: 'doctor' },
      { line: 'plan' },
      { line: 'state rm kf_account.alice@kftest', exit: 3 },
    ];
    expect(await lookedThrough(stage, lines)).toEqual([]);
  });

  test('of canned messages', async () => {
    expect(await lookedThrough(await shopStage(), sending)).toEqual([]);
  });

  test.each(failures)('kefu $line, exit $exit, %#', async ({ env, ...line }) => {
    expect(await lookedThrough(await shopStage(), [line], env)).toEqual([]);
  });

  test('of many official accounts', async () => {
    const stage: FleetStage = await setFleetStage(3, 2, 1);
    onTestFinished(stage.end);
    const [first = ''] = filesIn(stage, 'shops');
    const shops = join(stage.folder, 'shops');
    const plans = join(stage.folder, 'plans');
    const lines: readonly Line[] = [
      { line: `plan ${shops} --out ${plans}` },
      { line: `show ${plans}` },
      { line: `apply -c ${shops}`, exit: 10 },
      { line: `apply ${plans} --auto-approve --settle-time 0.05` },
      { line: `plan ${shops} --exclude ${first.replace('.yaml', '')}` },
      { line: `plan ${shops} --account nobody`, exit: 3 },
      { line: `plan ${stage.folder}/nowhere/`, exit: 3 },
      { line: `report ${plans}`, exit: 3 },
      { line: `apply -c ${shops} --auto-approve --shard 1/2 --output json=one.json` },
      { line: `apply -c ${shops} --auto-approve --shard 2/2 --output json=two.json` },
      { line: 'report merge one.json two.json' },
      { line: 'report merge one.json three.json', exit: 3 },
    ];
    expect(await lookedThrough(stage as never, lines)).toEqual([]);
  });
});

describe('given the built program, expect all it prints to be Chinese', () => {
  beforeAll(freshBuild);

  test('an apply in a terminal asks in Chinese, and goes on in Chinese', async () => {
    const stage = await shopStage();
    const lines: Line[] = [{ line: 'apply --settle-time 0.05' }];
    const ended = await kefuInTerminal(['apply', '--settle-time', '0.05'], {
      cwd: stage.folder,
      env: { ...stage.env, KEFU_LANG: 'zh-CN', NO_COLOR: '1' },
    });
    expect(ended.exit, ended.out).toBe(0);
    expect(ended.out).toContain('只接受');
    expect(ended.out).toContain('执行完成');
    expect(
      notChineseIn('text', sentencesIn(stripVTControlCharacters(ended.out)), [...given(stage, lines), 'yes']),
    ).toEqual([]);
  });

  test('an apply that is interrupted twice', async () => {
    const stage = await shopStage();
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/add', effect: true } as never);
    let signals = 0;
    const line = 'apply --auto-approve --parallelism 1';
    const { exit, out, err } = await startKefu(line.split(' '), {
      cwd: stage.folder,
      env: { ...stage.env, KEFU_LANG: 'zh-CN' },
      onOut: (text, child) => {
        // The call has to be on its way.
        if (signals === 0 && text.includes('bob@kftest：新增账号')) {
          signals = 1;
          setTimeout(() => child.kill('SIGINT'), 300);
        }
        if (signals === 1 && text.includes('立即退出')) {
          signals = 2;
          child.kill('SIGINT');
        }
      },
    });
    expect([exit, signals]).toEqual([130, 2]);
    expect(`${out}${err}`).toContain('已立即退出');
    expect(notChineseIn('text', sentencesIn(`${out}\n${err}`), given(stage, [{ line }]))).toEqual([]);
  });

  test.each(['emulator --port 0', 'emulator --port 0 --fleet 2x2 --configs shops'])(
    'kefu %s',
    async (line) => {
      const stage = await shopStage();
      const { out, err } = await startKefu(line.split(' '), {
        cwd: stage.folder,
        env: { KEFU_LANG: 'zh-CN' },
        onOut: (text, child) => void (text.includes('$ kefu plan') && child.kill('SIGTERM')),
      });
      const text = sentencesIn(`${out}\n${err}`);
      expect(notChineseIn('text', text, given(stage, [{ line }]))).toEqual([]);
    },
  );
});
