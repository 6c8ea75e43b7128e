import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTwice, parseJson } from '../../src/model/parse-json.ts';

test('what JSON.stringify writes is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['{"a":1,"a":1}', 'a'],
  ['{"b":[{"k1":{"x":1},"k1" \n: {"x":1}}]}', 'k1'],
  ['{"客服":1,"\\u5ba2\\u670d":2}', '客服'],
  ['{"a\\"":1,"b":":","a\\"":2}', 'a"'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s names a key twice', (text, key) => {
  expect(() => parseJson(text)).toThrow(new KeyTwice(key));
});

test.each([
  '{"a":{"a":1},"b":{"a":1}}',
  '["a",":","a"]',
  '{"a":"\\":","b":"{\\"a\\":1,\\"a\\":2}"}',
  '"a"',
  '{"a\\\\":1,"a":2}',
])('%s names each once', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('a hundred deep is read, one deeper is refused, and so is what would overflow the stack', () => {
  const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
  expect(parseJson(nested(100))).toEqual(JSON.parse(nested(100)));
  expect(() => parseJson(`[${nested(100)}]`)).toThrow(SyntaxError);
  expect(() => parseJson('['.repeat(5000) + ']'.repeat(5000))).toThrow(SyntaxError);
});
