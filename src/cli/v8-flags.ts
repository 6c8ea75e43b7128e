import { setFlagsFromString } from 'node:v8';

/** A flag as kefu sets it, and as V8 has it when nobody sets it. */
interface FlagOfV8 {
  readonly ours: string;
  readonly initial: string;
}

/**
 * WebAssembly, which is the parser undici reads answers with, is compiled quickly only: the second, slow compilation is on a
 * thread of its own, and a process that ends waits for it longer than all of a plan takes. V8 draws the second and third flag
 * from the first only at its own start. With the last one it is compiled whole before it is asked for anything, on threads
 * beside the one that reads the config (`compileParserAhead`).
 */
const parserQuickly: readonly FlagOfV8[] = [
  { ours: '--liftoff-only', initial: '--no-liftoff-only' },
  { ours: '--no-wasm-tier-up', initial: '--wasm-tier-up' },
  { ours: '--no-wasm-dynamic-tiering', initial: '--wasm-dynamic-tiering' },
  { ours: '--no-wasm-lazy-compilation', initial: '--wasm-lazy-compilation' },
];

/**
 * What runs often is compiled once more, slowly and well, after more work than V8 itself would wait for. How much that is for
 * `turbofan` differs by version, and `--v8-options` names another number: under the one here V8 takes code compiled before.
 */
function optimiseLater({ turbofan }: { readonly turbofan: number }): readonly FlagOfV8[] {
  const count = (compiler: string, ours: number, initial: number) => ({
    ours: `--invocation-count-for-${compiler}=${ours}`,
    initial: `--invocation-count-for-${compiler}=${initial}`,
  });
  return [
    count('turbofan', 21000, turbofan),
    count('osr', 3500, 800),
    count('maglev', 2800, 400),
    count('maglev-osr', 700, 100),
  ];
}

/** By the major version of Node, each tried with it: V8 writes a fault to stderr for a flag that it does not know. */
const flags: Readonly<Record<string, readonly FlagOfV8[]>> = {
  20: [...parserQuickly, { ours: '--interrupt-budget=1000000', initial: '--interrupt-budget=67584' }],
  22: [...parserQuickly, ...optimiseLater({ turbofan: 3000 })],
  24: [...parserQuickly, ...optimiseLater({ turbofan: 10000 })],
  26: [...parserQuickly, ...optimiseLater({ turbofan: 16000 })],
};

/** The flags for a version of Node, such as `24.21.0`; none for one that kefu was not tried with. */
export function flagsOfV8(nodeVersion: string): readonly FlagOfV8[] {
  return flags[nodeVersion.split('.')[0] ?? ''] ?? [];
}

/**
 * Sets up V8 for a program that soon ends (docs/decisions/0017-start-without-what-is-not-needed.md). It counts for the whole
 * process, so it is for the command line; a program that uses the library keeps V8 as it is.
 */
export function setFlagsOfV8(): void {
  for (const { ours } of flagsOfV8(process.versions.node)) setFlagsFromString(ours);
}

/**
 * What `load` returns, run with the flags that Node started with: under others V8 refuses the compiled code that Node brings of
 * its own modules, and compiles them from their sources, which takes two to three times as long.
 */
export function withFlagsOfNode<T>(load: () => T): T {
  for (const { initial } of flagsOfV8(process.versions.node)) setFlagsFromString(initial);
  try {
    return load();
  } finally {
    setFlagsOfV8();
  }
}
