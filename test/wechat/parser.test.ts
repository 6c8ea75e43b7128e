import { expect, test } from 'vitest';
import { chooseParser, compileParserAhead, parserModule } from '../../src/wechat/parser.ts';

declare const WebAssembly: {
  readonly Module: { exports(module: object): readonly { readonly name: string }[] };
};

test('given a parser that is asked for before and after it was compiled ahead, expect the one parser of undici', async () => {
  const atOnce = parserModule();
  expect(WebAssembly.Module.exports(atOnce).map(({ name }) => name)).toContain('llhttp_execute');

  compileParserAhead();
  await expect.poll(() => parserModule() !== atOnce).toBe(true);
  expect(WebAssembly.Module.exports(parserModule())).toEqual(WebAssembly.Module.exports(atOnce));
});

test('given a processor without SIMD, expect the parser that needs none, and the same of it', async () => {
  await chooseParser({});
  const withSimd = parserModule();
  await chooseParser({ UNDICI_NO_WASM_SIMD: '1' });
  const plain = parserModule();
  expect(plain).not.toBe(withSimd);
  expect(WebAssembly.Module.exports(plain)).toEqual(WebAssembly.Module.exports(withSimd));
});
