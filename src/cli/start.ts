import { dirname, join } from 'node:path';
import { compiledCode } from './compiled-code.ts';
import type * as Program from './program.ts';
import { setFlagsOfV8, withFlagsOfNode } from './v8-flags.ts';

/** Modules of Node that consist of many, and that only some commands use. */
const ofManyParts = new Set([
  'node:child_process',
  'node:dns',
  'node:dns/promises',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:readline',
  'node:readline/promises',
  'node:tls',
  'node:worker_threads',
  'node:zlib',
]);

/** Runs the program that lies beside the file started, and ends the process. `require` is that file's own. */
export async function start(require: NodeJS.Require): Promise<void> {
  loadOutputs();
  setFlagsOfV8();
  const dist = dirname(__dirname);
  const code = compiledCode(dirname(dist), process.argv[2] ?? '', requireOfNode(require));
  const { runProgram, leaveAfterFault } = code.load(join(dist, 'program.cjs')) as typeof Program;
  process.once('uncaughtException', leaveAfterFault);
  process.once('beforeExit', () => {
    code.keep();
    // Nothing is left to do or to write. Node would still take its heap apart; the end of the process does that.
    process.exit();
  });
  process.exitCode = await runProgram(process.argv.slice(2));
}

/** Lets Node load what it writes with, which for a pipe or a terminal is node:net, before the flags are other than its own. */
function loadOutputs(): void {
  void process.stdout;
}

/** As `require`, but each module of many parts is loaded under the flags of Node. */
function requireOfNode(require: NodeJS.Require): (id: string) => unknown {
  const toLoad = new Set(ofManyParts);
  return (id) => (toLoad.delete(id) ? withFlagsOfNode(() => require(id)) : require(id));
}
