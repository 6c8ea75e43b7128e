import { type ChildProcess, spawn } from 'node:child_process';
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
    const started = start();
    if ('why' in started) return resolve({ ok: false, why: started.why });
    const { child } = started;
    const chunks: Buffer[] = [];
    let size = 0;

    const end = (run: CommandRun) => {
      clearTimeout(timer);
      child.stdout?.destroy();
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
    // There is none when too many files are open; the error that is told comes then.
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limits.byteLimit)
        stop(say('command-wrote-too-much', { kibibytes: limits.byteLimit / 1024 }));
    });
    child.on('error', (error) => end({ ok: false, why: whyNotStarted(error) }));
    child.on('close', (code, signal) => {
      if (code === 0) end({ ok: true, output: Buffer.concat(chunks).toString('utf8') });
      else {
        const why = signal ? say('command-stopped', { signal }) : say('command-failed', { code: code ?? 0 });
        end({ ok: false, why });
      }
    });
  });

  /** Some errors are thrown: of a text with a NUL in it, and of a name that leads through a file or is too long. */
  function start() {
    try {
      const child = spawn(program, rest, {
        cwd: limits.cwd,
        env: limits.env,
        stdio: ['ignore', 'pipe', 'ignore'],
        shell: false,
        windowsHide: true,
        // A group of its own, so that what the program started is stopped with it.
        detached: process.platform !== 'win32',
      });
      // Its types promise the pipe, and know nothing of a process that could not be given one.
      return { child: child as ChildProcess };
    } catch (error) {
      return { why: whyNotStarted(error as Error) };
    }
  }
}

function whyNotStarted({ code }: NodeJS.ErrnoException): Saying {
  if (code === 'ENOENT') return say('command-not-found');
  return say('command-not-started', { code: code ?? 'unknown error' });
}

function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
