import bytes from 'undici/lib/llhttp/llhttp_simd-wasm.js';

/** As far as it is used here; TypeScript knows it for browsers only. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Module: new (bytes: Uint8Array) => object;
};

/** What V8 made of the parser. */
let compiled: object | undefined;

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
