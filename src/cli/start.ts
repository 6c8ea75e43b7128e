import { dirname, join } from 'node:path';
import { compiledCode } from './compiled-code.ts';
import type * as Program from './program.ts';
import { setFlagsOfV8 } from './v8-flags.ts';

/** Runs the program that lies beside the file started, and ends the process. `require` is that file's own. */
export async function start(require: NodeJS.Require): Promise<void> {
  setFlagsOfV8();
  const dist = dirname(__dirname);
  const code = compiledCode(dirname(dist), process.argv[2] ?? '', require);
  const { runProgram, leaveAfterFault } = code.load(join(dist, 'program.cjs')) as typeof Program;
  process.once('uncaughtException', leaveAfterFault);
  process.once('beforeExit', () => {
    code.keep();
    // Nothing is left to do or to write. Node would still take its heap apart; the end of the process does that.
    process.exit();
  });
  process.exitCode = await runProgram(process.argv.slice(2));
}
