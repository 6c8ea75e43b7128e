import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles what runs often once more, slowly and well. Most runs of kefu end before that pays, so it begins after some
 * seven times the work that V8 itself would wait for (docs/decisions/0017-start-without-what-is-not-needed.md). It counts
 * for the whole process, so it is for the command line; a program that uses the library keeps V8 as it is.
 */
export function optimiseLater(): void {
  setFlagsFromString('--interrupt-budget=1000000');
}
