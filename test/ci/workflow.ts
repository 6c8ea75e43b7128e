// Runs the jobs of a GitHub workflow on this machine: the shell steps as they stand in the file, the four actions the
// examples use by doing what they do. Steps that speak to GitHub's API are left out.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { copyFiles, type Ended, type Team } from './repository.ts';

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Concurrency {
  readonly group: string;
  readonly 'cancel-in-progress': boolean;
}

export interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

export const workflowFolder = resolve(import.meta.dirname, '../../examples/ci/github');

export function readWorkflow(file: string): Workflow {
  return parse(readFileSync(join(workflowFolder, file), 'utf8')) as Workflow;
}

export interface JobRun {
  /** The first step that failed. */
  readonly failed?: { readonly name: string; readonly exit: number | null };
  readonly out: string;
  /** What the steps wrote into $GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Where the job ran. */
  readonly machine: string;
}

/**
 * Runs one job of a workflow; `branch` is what a checkout without `ref` gives, `before` what happens in the world before
 * a step of that name.
 */
export async function runJob(
  team: Team,
  workflow: Workflow,
  name: string,
  { branch = 'main', before = {} }: { branch?: string; before?: Readonly<Record<string, () => void>> } = {},
): Promise<JobRun> {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`There is no job ${name}.`);
  let machine = '';
  const log: string[] = [];
  let failed: JobRun['failed'];
  const summary = join(team.folder, `summary-${name}`);
  const output = join(team.folder, `output-${name}`);
  for (const file of [summary, output]) writeFileSync(file, '');
  for (const step of job.steps) {
    if (failed && !/always\(\)|!cancelled\(\)|failure\(\)/.test(step.if ?? '')) continue;
    if (!failed && step.if === 'failure()') continue;
    const action = step.uses?.split('@')[0];
    const artifacts = join(team.folder, 'artifacts', String(step.with?.name));
    if (action === 'actions/checkout') machine = team.checkOut(String(step.with?.ref ?? branch));
    if (action === 'actions/upload-artifact') copyFiles(pathsOf(step), machine, artifacts);
    if (action === 'actions/download-artifact') {
      mkdirSync(artifacts, { recursive: true });
      copyFiles(['.'], artifacts, machine);
    }
    if (step.run === undefined || /\bgh |npm install/.test(step.run)) continue;
    before[step.name ?? '']?.();
    const ended: Ended = await team.run(step.run, machine, {
      ...workflow.env,
      ...secretsIn(team, step),
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    });
    log.push(ended.out);
    if (ended.exit !== 0) failed ??= { name: step.name ?? '', exit: ended.exit };
  }
  const outputs = Object.fromEntries(
    readFileSync(output, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('=', 2)),
  );
  return {
    ...(failed && { failed }),
    out: log.join(''),
    outputs,
    summary: readFileSync(summary, 'utf8'),
    machine,
  };
}

/** Only what the step names reaches it, as on GitHub. */
function secretsIn({ emulator }: Team, { env = {} }: WorkflowStep): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      if (!/^\$\{\{ secrets\.KEFU_APP_SECRET \}\}$/.test(value))
        throw new Error(`Nobody gives the step ${value}.`);
      return [name, emulator.appSecret];
    }),
  );
}

function pathsOf(step: WorkflowStep): string[] {
  return String(step.with?.path).split('\n').filter(Boolean);
}
