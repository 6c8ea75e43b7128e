// Runs the jobs of a workflow of GitHub, Gitea or Forgejo on this machine: the shell steps as they stand in the file, the four
// actions the examples use by doing what they do, conditions by what the steps before have given.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { copyFiles, type Ended, type Team } from './repository.ts';

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Concurrency {
  readonly group: string;
  readonly 'cancel-in-progress': boolean;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
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
  readonly 'continue-on-error'?: boolean;
}

export const workflowFolder = resolve(import.meta.dirname, '../../examples/ci/github');

export function readWorkflow(file: string, folder = workflowFolder): Workflow {
  return parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
}

/** The newest commit of the pull request. */
export const headCommit = '0123456789abcdef0123456789abcdef01234567';

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

export interface JobOptions {
  /** What a checkout without `ref` gives. */
  readonly branch?: string;
  /** What happens in the world before a step of that name. */
  readonly before?: Readonly<Record<string, () => void>>;
  /** What expressions are, such as `github.event_name`; of secrets only those named reach a step, others are empty. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the runner sets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one job of a workflow. */
export async function runJob(
  team: Team,
  workflow: Workflow,
  name: string,
  { branch = 'main', before = {}, values: given = {}, env = {} }: JobOptions = {},
): Promise<JobRun> {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`There is no job ${name}.`);
  let machine = '';
  const log: string[] = [];
  let failed: JobRun['failed'];
  const summary = join(team.folder, `summary-${name}`);
  const output = join(team.folder, `output-${name}`);
  for (const file of [summary, output]) writeFileSync(file, '');
  const values = {
    'secrets.KEFU_APP_SECRET': team.emulator.appSecret,
    'github.event.pull_request.head.sha': headCommit,
    ...given,
  };
  for (const step of job.steps) {
    if (!isRun(step.if ?? 'success()', failed !== undefined, outputsIn(output), values)) continue;
    const action = step.uses?.split('@')[0];
    const artifacts = join(team.folder, 'artifacts', String(step.with?.name));
    if (action === 'actions/checkout') machine = team.checkOut(refOf(step, branch));
    if (action === 'actions/upload-artifact') copyFiles(pathsOf(step), machine, artifacts);
    if (action === 'actions/download-artifact') {
      mkdirSync(artifacts, { recursive: true });
      // One folder alone is the root of what was uploaded, as is what several paths have in common.
      copyFiles(
        ['.'],
        join(artifacts, String(step.with?.path ?? '')),
        join(machine, String(step.with?.path ?? '')),
      );
    }
    if (step.run === undefined) continue;
    before[step.name ?? '']?.();
    const ended: Ended = await team.run(step.run, machine, {
      ...expressionsOf(step.env ?? {}, values),
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      ...env,
    });
    log.push(ended.out);
    if (ended.exit !== 0 && !step['continue-on-error'])
      failed ??= { name: step.name ?? '', exit: ended.exit };
  }
  return {
    ...(failed && { failed }),
    out: log.join(''),
    outputs: outputsIn(output),
    summary: readFileSync(summary, 'utf8'),
    machine,
  };
}

function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split('=', 2)));
}

/** A pull request's own commits are those of the branch; its target is main. */
function refOf({ with: given }: WorkflowStep, branch: string): string {
  const ref = String(given?.ref ?? branch);
  return ref.startsWith('$') ? 'main' : ref;
}

/** Whether a step with this condition runs. */
export function isRun(
  condition: string,
  hasFailed: boolean,
  outputs: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): boolean {
  const inner = condition.replace(/^\$\{\{|\}\}$/g, '');
  const whole = /\b(?:always|cancelled|failure|success)\(\)/.test(inner) ? inner : `success() && (${inner})`;
  const script = whole.replaceAll(/\b(?:steps|github|needs)(?:\.[\w-]+)+/g, (path) => {
    const [, output] = /^steps\.[\w-]+\.outputs\.(.+)$/.exec(path) ?? [];
    return JSON.stringify(output === undefined ? values[path] : outputs[output]) ?? '""';
  });
  const status = {
    always: () => true,
    cancelled: () => false,
    failure: () => hasFailed,
    success: () => !hasFailed,
  };
  return Boolean(new Function(...Object.keys(status), `return (${script});`)(...Object.values(status)));
}

/** Only what the step names reaches it; a secret that nobody set is empty. */
function expressionsOf(
  env: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      const [, path] = /^\$\{\{ ([\w.-]+) \}\}$/.exec(value) ?? [];
      if (path === undefined) return [name, value];
      const known = values[path] ?? (path.startsWith('secrets.') ? '' : undefined);
      if (known === undefined) throw new Error(`Nobody gives the step ${value}.`);
      return [name, known];
    }),
  );
}

function pathsOf(step: WorkflowStep): string[] {
  return String(step.with?.path).split('\n').filter(Boolean);
}
