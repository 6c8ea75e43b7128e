// The GitHub action: runs the built CLI beside it and tells the step where its files are.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '../words/en/action.ts';
import { InputFault } from './input-fault.ts';
import { type Step, stepOf } from './inputs.ts';
import { spoken } from './spoken.ts';
import { watched } from './written.ts';

const cli = fileURLToPath(new URL('../cli/main.js', import.meta.url));

try {
  const step = stepOf(process.env, process.cwd());
  for (const file of [step.planPath, step.markdownPath]) {
    if (file !== undefined) await mkdir(path.dirname(file), { recursive: true });
  }
  const written = await watched(step);
  const exitCode = await runKefu(step);
  const { planPath, markdownPath } = await written();
  await tellStep({ 'exit-code': String(exitCode), 'plan-path': planPath, 'markdown-path': markdownPath });
  process.exitCode = exitCode;
} catch (error) {
  const saying =
    error instanceof InputFault ? error.saying : say('action-failed', { why: (error as Error).message });
  process.stdout.write(`::error::${spoken(saying, process.env).replace(/[\r\n]+/g, ' ')}\n`);
  process.exitCode = 1;
}

/** Resolves to kefu's exit code. A cancelled step's signals go to kefu, which then finishes what is in flight. */
function runKefu({ args, cwd }: Step): Promise<number> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function tellStep(values: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { GITHUB_OUTPUT } = process.env;
  if (!GITHUB_OUTPUT) return;
  // A delimiter nobody can guess: a path can't start another output.
  const end = `kefu-${randomUUID()}`;
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}<<${end}\n${value}\n${end}\n`],
  );
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  await appendFile(GITHUB_OUTPUT, lines.join(''), { flag: O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW });
}
