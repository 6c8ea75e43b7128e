// From the inputs of a workflow step to the arguments of the command line.
import path from 'node:path';
import { say } from '../words/en/action.ts';
import { InputFault } from './input-fault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the step asks for. */
export interface Step {
  /** Arguments for kefu; no shell ever sees them. */
  readonly args: readonly string[];
  /** Where kefu runs. Absolute. */
  readonly cwd: string;
  /** Set where kefu is to write a saved plan. */
  readonly planPath?: string;
  readonly markdownPath?: string;
}

/** Reads the step's inputs as GitHub passes them, in INPUT_…. Throws an `InputFault` that names the one at fault. */
export function stepOf(env: Environment, here: string): Step {
  const input = inputsIn(env);
  const cwd = path.resolve(here, input.line('working-directory'));
  const command = input.line('command');
  switch (command) {
    case 'plan':
      return planStep(input, env, cwd);
    case 'apply':
      return applyStep(input, env, cwd);
    case 'validate':
      return {
        args: ['validate', ...input.list('config').map(flag('config')), ...reports(input, env, [])],
        cwd,
      };
    default:
      throw new InputFault(
        say('action-command', { input: 'command', found: command, options: ['plan', 'apply', 'validate'] }),
      );
  }
}

type Inputs = ReturnType<typeof inputsIn>;

function planStep(input: Inputs, env: Environment, cwd: string): Step {
  const planPath = path.resolve(cwd, input.line('out') || path.join(temporary(env), 'plan.json'));
  const markdownPath = path.resolve(cwd, input.line('markdown') || path.join(temporary(env), 'plan.md'));
  const args = [
    'plan',
    flag('out')(planPath),
    ...input.lines('config', 'expires-in'),
    ...input.switches('detailed-exitcode'),
    ...planFlags(input),
    ...reports(input, env, [['markdown', markdownPath], ...files(env)]),
  ];
  return { args, cwd, planPath, markdownPath };
}

function applyStep(input: Inputs, env: Environment, cwd: string): Step {
  const markdownPath = path.resolve(cwd, input.line('markdown') || path.join(temporary(env), 'apply.md'));
  const saved = input.line('plan');
  const args = [
    'apply',
    ...input.lines('config', 'lock-timeout', 'settle-time'),
    ...input.switches('auto-approve', 'strict', 'detailed-exitcode'),
    ...planFlags(input),
    ...reports(input, env, [['markdown', markdownPath], ...files(env)]),
    ...(saved === '' ? [] : ['--', saved]),
  ];
  return { args, cwd, markdownPath };
}

function planFlags(input: Inputs): string[] {
  const fetching = input.isOn('fetch-avatars', true) ? [] : ['--no-fetch-avatars'];
  return [...input.list('allow').map(flag('allow')), ...input.switches('write-unverifiable'), ...fetching];
}

/** The reports the step asks for, and those that GitHub shows by itself. */
function reports(input: Inputs, env: Environment, own: readonly (readonly [string, string])[]): string[] {
  const annotations = env.GITHUB_ACTIONS === 'true' ? ['github-annotations=-'] : [];
  const wanted = [
    ...own.map(([format, file]) => `${format}=${file}`),
    ...annotations,
    ...input.list('output'),
  ];
  return wanted.map(flag('output'));
}

function files({ GITHUB_OUTPUT, GITHUB_STEP_SUMMARY }: Environment): (readonly [string, string])[] {
  return [
    ...(GITHUB_OUTPUT ? [['github-output', GITHUB_OUTPUT] as const] : []),
    ...(GITHUB_STEP_SUMMARY ? [['github-summary', GITHUB_STEP_SUMMARY] as const] : []),
  ];
}

function temporary({ RUNNER_TEMP }: Environment): string {
  return path.join(RUNNER_TEMP || '.', 'kefu');
}

/** `--name=value` in one argument, so that a value can never be taken for a flag. */
function flag(name: string): (value: string) => string {
  return (value) => `--${name}=${value}`;
}

function inputsIn(env: Environment) {
  // GitHub docs, metadata syntax: INPUT_ and the name in capitals, spaces as underscores, hyphens as they are.
  const text = (name: string) => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const line = (name: string) => {
    if (/[\r\n]/.test(text(name))) throw new InputFault(say('action-one-line', { input: name }));
    return text(name);
  };
  const isOn = (name: string, otherwise: boolean) => {
    if (text(name) === '') return otherwise;
    if (text(name) === 'true' || text(name) === 'false') return text(name) === 'true';
    throw new InputFault(say('action-true-or-false', { input: name }));
  };
  return {
    line,
    isOn,
    /** One value a line, or separated by commas. */
    list: (name: string) =>
      text(name)
        .split(/[\r\n,]+/)
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    lines: (...names: string[]) =>
      names.flatMap((name) => (line(name) === '' ? [] : [flag(name)(line(name))])),
    switches: (...names: string[]) => names.flatMap((name) => (isOn(name, false) ? [`--${name}`] : [])),
  };
}
