import { expect, test } from 'vitest';
import { jenkinsDrift as drift, shStepsIn, jenkinsStage as stage, jenkinsfile as text } from './jenkins.ts';

test('expect the Jenkins example to keep the secret from forks, and to ask before it applies main', () => {
  expect(stage('Plan')).toMatch(/when \{\s*beforeAgent true\s*expression \{ return !env\.CHANGE_FORK \}/);
  expect(stage('Validate')).toContain('expression { return env.CHANGE_FORK }');
  expect(stage('Validate')).not.toContain('withCredentials');
  for (const name of ['Approve', 'Apply']) {
    expect(stage(name)).toContain("branch 'main'");
    expect(stage(name)).toContain("expression { return env.KEFU_HAS_CHANGES == 'true' }");
  }
  expect(text).toContain('disableConcurrentBuilds()');
  expect(stage('Apply')).toContain("archiveArtifacts artifacts: 'kefu-out/apply.*, kefu-out/records/**'");
});

test('expect nobody to hold an executor while a person thinks, and not to be asked twice', () => {
  expect(text).toContain('agent none');
  expect(stage('Approve')).toMatch(/beforeInput true/);
  expect(stage('Approve')).toMatch(/\n {6}input \{/);
  expect(stage('Approve')).not.toMatch(/agent \{/);
  for (const name of ['Validate', 'Plan', 'Apply']) expect(stage(name)).toContain("agent { label 'wechat' }");
});

test('expect no text of Groovy to be put into a shell, and braces that match', () => {
  for (const file of [text, drift]) {
    // Double quotes would let Groovy put values into the shell's text.
    expect(file).not.toMatch(/sh "|script: "/);
    expect(file.split('{').length).toBe(file.split('}').length);
    const calls = shStepsIn(file).flatMap((script) => script.split('\n').map((line) => line.trim()));
    for (const call of calls.filter(Boolean)) expect(call).toMatch(/^sh ci\/kefu\/kefu-ci\.sh [a-z-]+$/);
  }
});

test('expect the drift job to be unstable for a change, and failed only when nobody could look', () => {
  expect(drift).toMatch(/status == 2 \|\| status == 5\) \{\s*unstable\(/);
  expect(drift).toMatch(/else if \(status != 0\) \{\s*error\(/);
});
