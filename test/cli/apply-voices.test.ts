import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Stage, setStage } from '../support/case.ts';

async function twoUpdates(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    live: [
      { account: 'alice', nickname: 'a' },
      { account: 'bob', nickname: 'b' },
    ],
    desired: { accounts: { alice: { nickname: '小美' }, bob: { nickname: '阿博' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  return stage;
}

const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const apply = ['apply', '--auto-approve', '--settle-time', '0.1'];

describe('an apply as it is told', () => {
  test.each([
    ['8', ['apply_start', 'apply_start', 'apply_complete', 'apply_complete']],
    ['1', ['apply_start', 'apply_complete', 'apply_start', 'apply_complete']],
  ])(
    '--json-lines prints one event a line, each with level, message, time and type; width %s',
    async (width, steps) => {
      const stage = await twoUpdates();
      const { exit, out } = await startKefu([...apply, '--parallelism', width, '--json-lines'], {
        cwd: stage.folder,
        env: stage.env,
      });
      expect(exit).toBe(0);
      const events = linesOf(out);
      for (const event of events)
        expect(event).toMatchObject({
          '@level': expect.any(String),
          '@message': expect.any(String),
          '@timestamp': expect.stringMatching(/Z$/),
        });
      expect(events.map(({ type }) => type).filter((type) => type !== 'log')).toEqual([
        'version',
        'planned_change',
        'planned_change',
        'change_summary',
        ...steps,
        'report',
        'change_summary',
      ]);
    },
  );

  test('one run writes plan and report in several formats', async () => {
    const stage = await twoUpdates();
    const plan = ['plan', '--out', 'plan.json', '--output', 'markdown=plan.md', '--output', 'html=plan.html'];
    await startKefu(plan, { cwd: stage.folder, env: stage.env });
    const outputs = [
      '--output',
      'junit=report.xml',
      '--output',
      'json=report.json',
      '--output',
      'github-output=out.txt',
    ];
    const { exit } = await startKefu([...apply, ...outputs], { cwd: stage.folder, env: stage.env });
    expect(exit).toBe(0);
    const file = (name: string) => readFileSync(join(stage.folder, name), 'utf8');
    expect(file('plan.md')).toContain('2 to change');
    expect(file('plan.html')).toContain('alice@kftest');
    expect(file('report.xml')).toContain('name="bob@kftest: update"');
    expect(JSON.parse(file('report.json'))).toMatchObject({ complete: true });
    expect(file('out.txt')).toContain('complete=true');
  });

  test('an unknown format is told with those there are, and nothing is written', async () => {
    const stage = await twoUpdates();
    const { exit, err } = await startKefu([...apply, '--output', 'pdf=report.pdf'], {
      cwd: stage.folder,
      env: stage.env,
    });
    expect(exit).toBe(3);
    expect(err).toContain('junit');
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['a', 'b']);
  });

  test('a report that could not be written is told before anything is sent', async () => {
    const stage = await twoUpdates();
    const { exit, out, err } = await startKefu([...apply, '--output', 'json=no/such/folder/report.json'], {
      cwd: stage.folder,
      env: stage.env,
    });
    expect(out).toBe('');
    expect(err).toContain('output-not-writable');
    expect(exit).toBe(3);
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test('a report that can not be written any more is told after the apply, and does not hide that it was done', async () => {
    const stage = await twoUpdates();
    mkdirSync(join(stage.folder, 'reports'));
    const { exit, out, err } = await startKefu([...apply, '--output', 'json=reports/report.json'], {
      cwd: stage.folder,
      env: stage.env,
      onOut: (text) => {
        if (text.includes('[1/2]')) rmSync(join(stage.folder, 'reports'), { recursive: true, force: true });
      },
    });
    expect(out).toContain('Apply complete!');
    expect(err).toContain('output-not-writable');
    expect(exit).toBe(1);
  });

  test.each([
    ['1', ['alice@kftest: update unknown (in flight)', '1 not attempted']],
    ['8', ['alice@kftest: update unknown (in flight)', 'bob@kftest: update unknown (in flight)']],
  ])('the second Ctrl-C leaves at once with what is known so far, at width %s', async (width, known) => {
    const stage = await twoUpdates();
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/update', effect: true, times: 2 });
    let signals = 0;
    const { exit, err } = await startKefu([...apply, '--parallelism', width], {
      cwd: stage.folder,
      env: stage.env,
      onOut: (text, child) => {
        if (text.includes('[1/2]') || (signals === 1 && text.includes('Stopping'))) {
          signals += 1;
          setTimeout(() => child.kill('SIGINT'), 200);
        }
      },
    });
    expect(exit).toBe(130);
    expect(err).toContain('Left at once. So far:');
    for (const line of known) expect(err).toContain(`\n  ${line}\n`);
    expect(err).not.toContain(width === '1' ? 'bob@kftest: update unknown' : 'not attempted');
  });

  test.each([
    ['is left at its first write', 'kfaccount/update', '[1/2]', ['report', 'change_summary']],
    ['is left before its plan is known', 'getkflist', 'Reading', ['diagnostic']],
  ])('--json-lines of an apply that %s ends with what is known', async (_, path, sign, last) => {
    const stage = await twoUpdates();
    stage.emulator.inject({ kind: 'hang', path, effect: true, times: 9 });
    let signals = 0;
    const { exit, out } = await startKefu([...apply, '--parallelism', '1', '--json-lines'], {
      cwd: stage.folder,
      env: stage.env,
      onOut: (text, child) => {
        if (signals < 2 && (text.includes(sign) || text.includes('Stopping'))) {
          signals += 1;
          setTimeout(() => child.kill('SIGINT'), 300);
        }
      },
    });
    expect(exit).toBe(130);
    const events = linesOf(out).slice(-last.length);
    expect(events.map(({ type }) => type)).toEqual(last);
    expect(JSON.stringify(events)).toContain('left-at-once');
  });

  test.each([
    ['an option that there is not', ['--no-such'], 3, 'unknown-option'],
    ['a refused AppSecret', [], 4, '40125'],
  ])(
    '--json-lines of an apply that fails, by %s: expect a last line with the failure',
    async (_, more, code, why) => {
      const stage = await twoUpdates();
      stage.emulator.inject({ kind: 'errcode', path: 'stable_token', errcode: 40125, times: 9 });
      const args = [...apply, '--json-lines', ...more];
      const { exit, out, err } = await startKefu(args, { cwd: stage.folder, env: stage.env });
      expect(exit, err).toBe(code);
      expect(linesOf(out).at(-1)).toMatchObject({
        '@level': 'error',
        '@message': expect.stringMatching(/./),
        type: 'diagnostic',
        diagnostic: { severity: 'error', code: why },
      });
      expect(err).toContain(why);
    },
  );

  test('--json-lines of a faulty config: expect a line for each fault, and at last the failure', async () => {
    const stage = await twoUpdates();
    writeFileSync(join(stage.folder, 'kefu.yaml'), 'accounts: { alice: { nick: 1 } }\n');
    const { exit, out } = await startKefu([...apply, '--json-lines'], { cwd: stage.folder, env: stage.env });
    expect(exit).toBe(3);
    const codes = linesOf(out).map(({ diagnostic }) => (diagnostic as { code: string }).code);
    expect(codes).toContain('unknown-key');
    expect(codes.at(-1)).toBe('config-invalid');
  });

  test('without a terminal a line comes every ten seconds while a write hangs', async () => {
    const stage = await twoUpdates();
    stage.emulator.inject({ kind: 'delay', path: 'kfaccount/update', ms: 11_000 });
    const { exit, err } = await startKefu([...apply, '--parallelism', '8'], {
      cwd: stage.folder,
      env: stage.env,
    });
    expect(exit, err).toBe(0);
    expect(err).toMatch(/Still at it after 1\d s: \[\d\/2\] (alice|bob)@kftest: update/);
  });
});
