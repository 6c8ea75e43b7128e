import { spawn } from 'node:child_process';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/secrets.ts';

export type CommandRun =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly why: Saying };

/**
 * What a program writes to its standard output. Runs it without a shell and without input; what it writes to standard
 * error is dropped, because it may hold secrets. Never rejects.
 */
export function outputOf(
  [program, ...rest]: readonly [string, ...string[]],
  limits: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly byteLimit: number;
    readonly timeLimitMs: number;
  },
): Promise<CommandRun> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: limits.cwd,
      env: limits.env,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: false,
      windowsHide: true,
      // A group of its own, so that what the program started is stopped with it.
      detached: process.platform !== 'win32',
    });
    const chunks: Buffer[] = [];
    let size = 0;

    const end = (run: CommandRun) => {
      clearTimeout(timer);
      child.stdout.destroy();
      resolve(run);
    };
    const stop = (why: Saying) => {
      stopGroup(child.pid);
      end({ ok: false, why });
    };
    const timer = setTimeout(
      () => stop(say('command-too-slow', { seconds: limits.timeLimitMs / 1000 })),
      limits.timeLimitMs,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limits.byteLimit)
        stop(say('command-wrote-too-much', { kibibytes: limits.byteLimit / 1024 }));
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT'
          ? say('command-not-found')
          : say('command-not-started', { code: error.code ?? 'unknown error' });
      end({ ok: false, why });
    });
    child.on('close', (code, signal) => {
      if (code === 0) end({ ok: true, output: Buffer.concat(chunks).toString('utf8') });
      else {
        const why = signal ? say('command-stopped', { signal }) : say('command-failed', { code: code ?? 0 });
        end({ ok: false, why });
      }
    });
  });
}

function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
