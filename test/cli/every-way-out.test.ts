import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

const formats = {
  plan: [
    'json',
    'markdown',
    'html',
    'text',
    'github-annotations',
    'gitlab-codequality',
    'gitlab-report',
    'sarif',
    'junit',
    'wecom-robot',
    'dingtalk-robot',
    'feishu-robot',
  ],
  apply: [
    'json',
    'markdown',
    'html',
    'text',
    'github-annotations',
    'junit',
    'wecom-robot',
    'dingtalk-robot',
    'feishu-robot',
  ],
} as const;

const story: Case = {
  story: '',
  expect: {},
  live: [{ account: 'alice', nickname: '小美' }],
  recorded: { accounts: {} },
  desired: { accounts: { alice: { nickname: '美美' }, bob: { nickname: '阿博' } } },
};

async function staged(more: Partial<Case> = {}): Promise<Stage> {
  const stage = await setStage({ ...story, ...more });
  onTestFinished(stage.end);
  return stage;
}

/** Runs the built CLI with every output of the command, over files of yesterday. */
async function withEveryOutput(
  stage: Stage,
  command: 'plan' | 'apply',
  args: readonly string[] = [],
  onOut?: Parameters<typeof startKefu>[1]['onOut'],
) {
  const outputs = formats[command].map((format) => ({ format, file: `out.${format}` }));
  for (const { file } of outputs) writeFileSync(join(stage.folder, file), 'of yesterday');
  const flags = outputs.flatMap(({ format, file }) => ['--output', `${format}=${file}`]);
  const run = await startKefu([command, ...args, ...flags], {
    cwd: stage.folder,
    env: stage.env,
    ...(onOut ? { onOut } : {}),
  });
  const texts = new Map(
    outputs.map(({ format, file }) => {
      const path = join(stage.folder, file);
      return [format as string, existsSync(path) ? readFileSync(path, 'utf8') : undefined];
    }),
  );
  return { run, texts };
}

describe.each(['plan', 'apply'] as const)(
  'kefu %s that fails leaves no result of yesterday behind',
  (command) => {
    const said = command === 'plan' ? 'Could not plan' : 'Could not apply';

    test('a faulty config', async () => {
      const stage = await staged();
      const config = join(stage.folder, 'kefu.yaml');
      writeFileSync(config, readFileSync(config, 'utf8').replace('nickname: 美美', 'nicknme: 美美'));
      const { run, texts } = await withEveryOutput(stage, command);
      expect(run.exit).toBe(3);
      expect([...texts.values()].filter((text) => text?.includes('of yesterday'))).toEqual([]);
      expect(texts.get('markdown')).toContain(`## kefu · ${said} · \`shop-cn\``);
      expect(texts.get('markdown')).toMatch(/`kefu\.yaml:\d+:\d+`/);
      expect(texts.get('html')).toContain(said);
      expect(JSON.parse(texts.get('json') ?? '').error.diagnostics.length).toBeGreaterThan(0);
      expect(texts.get('github-annotations')).toMatch(/^::error file=kefu\.yaml,line=\d+/m);
      if (command === 'plan') expect(texts.get('gitlab-report')).toBeUndefined();
      expect(texts.get('junit')).toContain('<error ');
      expect(JSON.parse(texts.get('wecom-robot') ?? '').markdown_v2.content).toContain(`**${said}**`);
      expect(stage.emulator.world.requests).toEqual([]);
    });

    test('a wrong secret', async () => {
      const stage = await staged();
      const [commit, job] = ['0123456789abcdef0123456789abcdef01234567', 'https://ci.example.com/jobs/7'];
      const env = {
        ...stage.env,
        KEFU_APP_SECRET: 'f'.repeat(32),
        CI: 'true',
        CI_COMMIT_SHA: commit,
        CI_JOB_URL: job,
      };
      const { run, texts } = await withEveryOutput({ ...stage, env }, command);
      expect(run.exit).toBe(4);
      for (const page of ['html', 'markdown'])
        for (const fact of [commit, job, 'UTC']) expect(texts.get(page)).toContain(fact);
      expect([...texts.values()].filter((text) => text?.includes('of yesterday'))).toEqual([]);
      expect(texts.get('markdown')).toContain(said);
      expect(texts.get('text')).toContain('40125');
    });

    test('an output that can not be written is known before anything is sent', async () => {
      const stage = await staged();
      mkdirSync(join(stage.folder, 'folder'));
      for (const file of ['no/such/folder.md', 'folder']) {
        const run = await startKefu(
          [command, '--auto-approve', '--output', `markdown=${file}`].filter(
            (arg) => command === 'apply' || arg !== '--auto-approve',
          ),
          { cwd: stage.folder, env: stage.env },
        );
        expect([file, run.exit]).toEqual([file, 3]);
        expect(run.err).toContain('[output-not-writable]');
      }
      expect(stage.emulator.world.requests).toEqual([]);
      expect(stage.emulator.world.accounts).toHaveLength(1);
    });
  },
);

test('an apply that is held by a guard says so in every output', async () => {
  const stage = await staged({ desired: { accounts: { alice: { state: 'absent' } } } });
  const { run, texts } = await withEveryOutput(stage, 'apply', ['--auto-approve']);
  expect(run.exit).toBe(5);
  expect([...texts.values()].filter((text) => text === undefined || text.includes('of yesterday'))).toEqual(
    [],
  );
  expect(JSON.parse(texts.get('json') ?? '')).toMatchObject({
    complete: false,
    stopped: { code: 'held' },
    results: [{ status: 'not-attempted' }],
    verdict: { status: 'incomplete' },
  });
  expect(texts.get('junit')).toContain('last-account');
});

test('without a terminal and without --json an apply prints no JSON', async () => {
  const stage = await staged();
  const { run, texts } = await withEveryOutput(stage, 'apply');
  expect(run.exit).toBe(10);
  expect(run.out).not.toContain('"resource_changes"');
  expect(run.out).toContain('Plan: 1 to add, 1 to change, 0 to destroy.');
  expect(JSON.parse(texts.get('json') ?? '')).toMatchObject({ stopped: { code: 'not-approved' } });
});

test.each([
  ['SIGINT', 'SIGINT', 130],
  ['SIGINT', 'SIGTERM', 143],
  ['SIGTERM', 'SIGTERM', 143],
] as const)(
  '%s and then %s: everything that was asked for is written with what is known',
  async (first, second, exit) => {
    const stage = await staged();
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/add', effect: true } as never);
    let signals = 0;
    const { run, texts } = await withEveryOutput(
      stage,
      'apply',
      ['--auto-approve', '--json', '--parallelism', '1'],
      (text, child) => {
        if (signals === 0 && text.includes('bob@kftest: create')) {
          signals = 1;
          // The call has to be on its way.
          setTimeout(() => child.kill(first), 300);
        }
        if (signals === 1 && text.includes('Again to leave at once')) {
          signals = 2;
          child.kill(second);
        }
      },
    );
    expect([run.exit, signals]).toEqual([exit, 2]);
    const report = JSON.parse(run.out);
    expect(report.results).toMatchObject([
      { name: 'bob@kftest', status: 'unknown' },
      { name: 'alice@kftest', status: 'not-attempted' },
    ]);
    expect(report.verdict.status).toBe('unknown');
    expect(JSON.parse(texts.get('json') ?? '')).toEqual(report);
    expect([...texts.values()].filter((text) => text === undefined || text.includes('of yesterday'))).toEqual(
      [],
    );
    expect(texts.get('text')).toContain('in flight when the run ended');
  },
);

test.each(['plan', 'apply'] as const)(
  'every page of kefu %s says from which commit and run it is',
  async (command) => {
    const stage = await staged();
    const origin = {
      CI_COMMIT_SHA: '0123456789abcdef0123456789abcdef01234567',
      CI_JOB_URL: 'https://gitlab.example/shop/-/jobs/1',
    };
    const args = command === 'apply' ? ['--auto-approve'] : [];
    const { texts } = await withEveryOutput({ ...stage, env: { ...stage.env, ...origin } }, command, args);
    for (const format of ['markdown', 'html']) {
      for (const value of Object.values(origin)) expect(texts.get(format), format).toContain(value);
    }
  },
);
