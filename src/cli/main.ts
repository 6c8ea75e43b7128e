#!/usr/bin/env node
// Built as CommonJS, which Node starts without its loader of ES modules: for the version nothing else is loaded.
import { version } from '../model/version.ts';
import { writeAtOnce } from './write-at-once.ts';

const [argument, ...others] = process.argv.slice(2);
if ((argument === '--version' || argument === '-V') && others.length === 0) {
  // Nothing is left to do or to write then; Node would still take its heap apart.
  process.once('beforeExit', () => process.exit());
  const { rest, fault } = writeAtOnce(1, `${version}\n`);
  if (rest !== undefined) process.stdout.write(rest);
  if (fault !== undefined) {
    process.exitCode = 1;
    writeAtOnce(2, `error: stdout can't be written (${fault}).\n`);
  }
} else {
  void import('./start.ts').then(({ start }) => start(require));
}
