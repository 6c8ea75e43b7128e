// Starts the programs that a release needs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const start = promisify(execFile);

/** Resolves to what the program printed on stdout; rejects with what it said when it ends with another code than 0. */
export async function run(program, args, options = {}) {
  try {
    const { stdout } = await start(program, args, { maxBuffer: 64 * 1024 * 1024, ...options });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}: ${error.stdout ?? ''}${error.stderr ?? error.message}`);
  }
}
