import { setFlagsFromString } from 'node:v8';

/**
 * WebAssembly, which is the parser undici reads answers with, is compiled quickly only: the second, slow compilation is on a
 * thread of its own, and a process that ends waits for it longer than all of a plan takes. V8 draws the second and third flag
 * from the first only at its own start. With the last one it is compiled whole before it is asked for anything, on threads
 * beside the one that reads the config (`compileParserAhead`).
 */
const parserQuickly = [
  '--liftoff-only',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--no-wasm-lazy-compilation',
];

/** What runs often is compiled once more, slowly and well, after seven times the work that V8 itself would wait for. */
const optimiseLater = [
  '--invocation-count-for-turbofan=21000',
  '--invocation-count-for-osr=3500',
  '--invocation-count-for-maglev=2800',
  '--invocation-count-for-maglev-osr=700',
];

/** By the major version of Node, each tried with it: V8 writes a fault to stderr for a flag that it does not know. */
const flags: Readonly<Record<string, readonly string[]>> = {
  20: [...parserQuickly, '--interrupt-budget=1000000'],
  22: [...parserQuickly, ...optimiseLater],
  24: [...parserQuickly, ...optimiseLater],
  26: [...parserQuickly, ...optimiseLater],
};

/** The flags for a version of Node, such as `24.21.0`; none for one that kefu was not tried with. */
export function flagsOfV8(nodeVersion: string): readonly string[] {
  return flags[nodeVersion.split('.')[0] ?? ''] ?? [];
}

/**
 * Sets up V8 for a program that soon ends (docs/decisions/0017-start-without-what-is-not-needed.md). It counts for the whole
 * process, so it is for the command line; a program that uses the library keeps V8 as it is.
 */
export function setFlagsOfV8(): void {
  for (const flag of flagsOfV8(process.versions.node)) setFlagsFromString(flag);
}
