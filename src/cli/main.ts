#!/usr/bin/env node
import { version } from '../model/version.ts';
import { compileParserQuickly } from '../wechat/parser-compiler.ts';

// The most frequent question is answered without loading anything.
const [argument, ...rest] = process.argv.slice(2);
if ((argument === '--version' || argument === '-V') && rest.length === 0) {
  process.stdout.write(`${version}\n`);
} else {
  const { runProgram } = await import('./program.ts');
  compileParserQuickly();
  process.exitCode = await runProgram(process.argv.slice(2));
}
