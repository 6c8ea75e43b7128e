import withSimd from 'undici/lib/llhttp/llhttp_simd-wasm.js';

/** As far as it is used here; TypeScript knows it for browsers only. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
};

/** The parser for this processor, and what V8 made of it. */
let bytes = withSimd;
let compiled: object | undefined;

/** A module with one instruction of SIMD, `i8x16.popcnt`, which only a processor that has SIMD takes (WebAssembly specification). */
const probe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/**
 * Loads the parser without SIMD where there is none; to be called before the first connection. As undici does: Node had faults
 * there on ppc64 before 24.12, and its variable decides otherwise.
 */
export async function chooseParser(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  if (env.UNDICI_NO_WASM_SIMD !== '1' && process.arch !== 'ppc64' && WebAssembly.validate(probe)) return;
  bytes = (await import('undici/lib/llhttp/llhttp-wasm.js')).default;
  compiled = undefined;
}

/**
 * Lets V8 compile the parser that undici reads answers with on threads of its own, while the config is read: it takes as
 * long as a twentieth of a plan, and is needed with the first answer. What can't be compiled is told by whoever needs it.
 */
export function compileParserAhead(): void {
  WebAssembly.compile(bytes).then(
    (module) => {
      compiled = module;
    },
    () => {},
  );
}

/** The parser compiled, by now if it has to be. The build puts it where undici compiles its own (scripts/build.mjs). */
export function parserModule(): object {
  compiled ??= new WebAssembly.Module(bytes);
  return compiled;
}
