import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWorkflow, type Workflow, workflowFolder } from './workflow.ts';

const files = readdirSync(workflowFolder);

/** What each permission is needed for; a job may have no other. */
const needed: Record<string, Record<string, string>> = {
  'kefu-plan.yml validate': { contents: 'read' },
  'kefu-plan.yml plan': { contents: 'read' },
  'kefu-plan.yml comment': { contents: 'read', 'pull-requests': 'write' },
  'kefu-apply.yml plan': { contents: 'read' },
  'kefu-apply.yml apply': { contents: 'write' },
  'kefu-drift.yml drift': { contents: 'read' },
};

function jobsOf(workflow: Workflow) {
  return Object.entries(workflow.jobs);
}

describe.each(files)('the GitHub example %s', (file) => {
  const text = readFileSync(join(workflowFolder, file), 'utf8');
  const workflow = readWorkflow(file);
  const steps = jobsOf(workflow).flatMap(([, job]) => job.steps);

  test('expect every action pinned to a commit, with its version beside it', () => {
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, what = '']) => what);
    expect(uses.length).toBeGreaterThan(1);
    for (const what of uses) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('expect no expression within a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${' + '{');
  });

  test('expect no permission by default, and the least for each job', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobsOf(workflow)) expect(job.permissions).toEqual(needed[`${file} ${name}`]);
  });

  test('expect that nothing that runs is cut off, and that every job ends', () => {
    const groups = [workflow.concurrency, ...jobsOf(workflow).map(([, job]) => job.concurrency)];
    const set = groups.filter((group) => group !== undefined);
    expect(set.length).toBeGreaterThan(0);
    for (const group of set) expect(group['cancel-in-progress']).toBe(false);
    for (const [, job] of jobsOf(workflow)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('expect the secret only where an environment guards it, and a token for git only where it pushes', () => {
    for (const [, job] of jobsOf(workflow)) {
      const seesSecret = job.steps.some(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'));
      if (seesSecret) expect(job.environment).toMatch(/^wechat/);
      for (const { uses, with: given } of job.steps) {
        if (!uses?.startsWith('actions/checkout@')) continue;
        expect(given?.['persist-credentials'] ?? true).toBe(job.permissions?.contents === 'write');
      }
    }
  });

  test('expect every script to do nothing but call the one script', () => {
    for (const { run, name } of steps)
      expect([name, run ?? 'sh ci/kefu/kefu-ci.sh plan']).toEqual([
        name,
        expect.stringMatching(/^(?:sh ci\/kefu\/kefu-ci\.sh [a-z]+|exit [12])$/),
      ]);
  });

  test('expect the whole config to be reconciled: no filter on paths or changed files', () => {
    expect(text).not.toMatch(/\bpaths(?:-ignore)?:|changed-files|git diff --name/);
  });
});

test('given a fork, expect nothing but validate to run', () => {
  const { on, jobs } = readWorkflow('kefu-plan.yml');
  // pull_request_target would give forks the secrets.
  expect(Object.keys(on)).toEqual(['pull_request']);
  expect(jobs.plan?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  expect(jobs.comment?.if).toContain("needs.plan.outputs.has-changes != ''");
  expect(JSON.stringify(jobs.validate)).not.toContain('secrets.');
  expect(jobs.validate?.environment).toBeUndefined();
});

test('expect applies to wait in a group of their own', () => {
  const groups = ['kefu-plan.yml', 'kefu-apply.yml', 'kefu-drift.yml'].map((file) => {
    const workflow = readWorkflow(file);
    return workflow.concurrency?.group ?? workflow.jobs.apply?.concurrency?.group;
  });
  expect(new Set(groups).size).toBe(3);
});
