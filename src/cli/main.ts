#!/usr/bin/env node
// Built as CommonJS, which Node starts without its loader of ES modules: for the version nothing else is loaded.
import { version } from '../model/version.ts';

const [argument, ...rest] = process.argv.slice(2);
if ((argument === '--version' || argument === '-V') && rest.length === 0) {
  process.stdout.write(`${version}\n`);
} else {
  void import('./program.ts').then(async ({ runProgram, leaveAfterFault }) => {
    process.once('uncaughtException', leaveAfterFault);
    // When nothing is left to do or to write, Node would still take its heap apart; the end of the process does that.
    process.once('beforeExit', () => process.exit());
    process.exitCode = await runProgram(process.argv.slice(2));
  });
}
