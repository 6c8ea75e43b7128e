import { fstatSync } from 'node:fs';
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
  'node:net',
  'node:readline',
  'node:readline/promises',
  'node:tls',
  'node:worker_threads',
  'node:zlib',
]);

/** With these a program calls others, or is called. */
const ofNetwork = ['node:net', 'node:tls', 'node:http', 'node:https'] as const;

/** Runs the program that lies beside the file started, and ends the process. `require` is that file's own. */
export async function start(require: NodeJS.Require): Promise<void> {
  loadTerminal();
  setFlagsOfV8();
  const dist = dirname(__dirname);
  const node = modulesOfNode(require);
  const code = compiledCode(dirname(dist), process.argv[2] ?? '', node.require);
  const { runProgram, leaveAfterFault } = code.load(join(dist, 'program.cjs')) as typeof Program;
  process.once('uncaughtException', leaveAfterFault);
  let isDone = false;
  process.once('beforeExit', () => {
    code.keep();
    // Node ends a process whose promises can't be kept any more as if all were well.
    if (!isDone) leaveAfterFault(new Error('What it waited for can not come any more.'));
    // Nothing is left to do or to write. Node would still take its heap apart; the end of the process does that.
    process.exit();
  });
  process.exitCode = await runProgram(process.argv.slice(2), () => !node.hasNetwork());
  isDone = true;
}

/** Lets Node load what it writes to a terminal with, node:net among it, before the flags are other than its own. */
function loadTerminal(): void {
  if (fstatSync(1).isCharacterDevice()) void process.stdout;
}

/** As `require`, but each module of many parts is loaded under the flags of Node; and whether one of the network was asked for. */
function modulesOfNode(require: NodeJS.Require) {
  const toLoad = new Set(ofManyParts);
  return {
    require: (id: string): unknown => (toLoad.delete(id) ? withFlagsOfNode(() => require(id)) : require(id)),
    hasNetwork: () => ofNetwork.some((id) => !toLoad.has(id)),
  };
}
