// Follows a page in a shell, as a person does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './pages.ts';
import type { Step } from './steps.ts';

/** How a step ended: with an exit code, or not at all, since a script breaks off at its first failure. */
export interface Ended {
  readonly step: Step;
  readonly exit: number | undefined;
  readonly printed: string;
}

const answer = join(root, 'test/release/answer-yes.py');

/** Runs the steps one after another in one shell, in the folder; resolves to those that were begun. */
export async function follow(
  steps: readonly Step[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended[]> {
  const kept = mkdtempSync(join(tmpdir(), 'kefu-followed-'));
  const script = [helpers, ...steps.map((step, place) => inShell(step, join(kept, String(place))))].join(
    '\n',
  );
  writeFileSync(join(kept, 'script'), script);
  const shell = spawn('bash', ['--noprofile', '--norc', join(kept, 'script')], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', COLUMNS: '100' },
    stdio: 'ignore',
    detached: true,
  });
  const late = setTimeout(() => endGroup(shell.pid), 240_000);
  await once(shell, 'close');
  clearTimeout(late);
  endGroup(shell.pid);
  const ended = steps.flatMap((step, place) => endedOf(step, join(kept, String(place))));
  rmSync(kept, { recursive: true });
  return ended;
}

/** Emulators that a page started go on until its end. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it was left.
  }
}

function endedOf(step: Step, kept: string): Ended[] {
  if (!existsSync(kept)) return [];
  const exit = existsSync(`${kept}.exit`) ? Number(readFileSync(`${kept}.exit`, 'utf8')) : undefined;
  return [{ step, exit, printed: readFileSync(kept, 'utf8') }];
}

/** `emulator` starts one in the background and takes the variables that it prints; `killed` ends what has begun to print. */
const helpers = `
emulator() {
  "$@" > "$SAID" 2>&1 &
  until grep -q 'export KEFU_ENDPOINT' "$SAID"; do kill -0 $! || return 1; sleep 0.1; done
  eval "$(grep -o 'export KEFU_ENDPOINT.*' "$SAID")"
}
killed() {
  ( eval "exec $1" ) & local pid=$!
  until [ -s "$SAID" ]; do kill -0 $pid || return 1; sleep 0.1; done
  sleep 2; kill -KILL $pid; wait $pid
}`;

function inShell({ block, command, shown }: Step, kept: string): string {
  const run = asTyped(command, shown);
  const careful = block.language === 'sh' ? `set -e\n${run}\nset +e` : run;
  return `SAID='${kept}'\n{\n${careful}\n} > '${kept}' 2>&1\necho $? > '${kept}.exit'`;
}

/** The command as a person would have it: an emulator in a terminal of its own, a yes to the question of apply. */
function asTyped(command: string, shown: readonly string[] = []): string {
  if (/^(?:npx )?kefu emulator\b/.test(command))
    return `emulator ${command.replace(/ +#.*/, '').replace(/ --port \d+/, '')} --port 0`;
  if (/^(?:Killed|已杀死)$/.test(shown.at(-1) ?? '')) return `killed '${command}'`;
  return command.replace(/^(npx )?kefu apply$/m, `python3 '${answer}' $&`);
}

/** A folder with these files, by their names. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-page-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
