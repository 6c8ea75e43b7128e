import { spawn } from 'node:child_process';

export type CommandRun =
  | { readonly ok: true; readonly output: string }
  /** `why` completes the sentence "The command …". */
  | { readonly ok: false; readonly why: string };

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
    const stop = (why: string) => {
      stopGroup(child.pid);
      end({ ok: false, why });
    };
    const timer = setTimeout(
      () => stop(`did not end within ${limits.timeLimitMs / 1000} seconds`),
      limits.timeLimitMs,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limits.byteLimit) stop(`wrote more than ${limits.byteLimit / 1024} KiB`);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT' ? 'was not found' : `could not be started (${error.code ?? 'unknown error'})`;
      end({ ok: false, why });
    });
    child.on('close', (code, signal) => {
      if (code === 0) end({ ok: true, output: Buffer.concat(chunks).toString('utf8') });
      else end({ ok: false, why: signal ? `was stopped by ${signal}` : `ended with exit code ${code}` });
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
