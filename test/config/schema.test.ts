import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { starterConfig } from '../../src/config/starter-en.ts';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'schemas/config.schema.json'), 'utf8')) as AnySchemaObject;

describe('given an editor that reads YAML as usual and takes no text for a number', () => {
  const asInEditors = new Ajv({ strict: false, allErrors: true }).compile(schema);

  test.each([
    ['the starter config', starterConfig('shop-cn')],
    ['the quickstart', readFileSync(join(root, 'examples/quickstart/kefu.yaml'), 'utf8')],
  ])('%s has no fault', (_, text) => {
    asInEditors(parse(text));
    expect(asInEditors.errors).toBeNull();
  });

  test('a missing nickname and a field beside `state: absent` are marked', () => {
    const officialAccount = { name: 'a', wechatId: 'b', appId: 'wx0123456789abcdef' };
    const accounts = { alice: {}, bob: { state: 'absent', nickname: '阿博' } };
    asInEditors({ version: 1, officialAccount, accounts });
    const places = asInEditors.errors
      ?.filter(({ keyword }) => keyword !== 'if')
      .map((error) => error.instancePath);
    expect(places?.sort()).toEqual(['/accounts/alice', '/accounts/bob/nickname']);
  });
});

describe('given the schema itself', () => {
  const parts = everyPart(schema);

  test('every key has a description that editors show', () => {
    const properties = parts.flatMap(({ properties = {} }) => Object.entries(properties as object));
    const bare = properties
      .filter(([, part]) => typeof part === 'object' && !describes(part))
      .map(([key]) => key);
    expect(bare).toEqual([]);
  });

  test('every pattern has a text for people, and examples that follow it', () => {
    const patterned = parts.filter(({ pattern }) => pattern !== undefined);
    expect(patterned.length).toBeGreaterThan(5);
    for (const { pattern, patternErrorMessage, examples = [] } of patterned) {
      expect(patternErrorMessage).toMatch(/\.$/);
      for (const example of examples) expect(example).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test('every number has a smallest and a largest, or is one of a few', () => {
    const numbers = parts.filter(({ type }) => type === 'integer' || type === 'number');
    expect(numbers.length).toBeGreaterThan(5);
    for (const number of numbers.filter((part) => part.enum === undefined && part.const === undefined))
      expect(number).toMatchObject({ minimum: expect.any(Number), maximum: expect.any(Number) });
  });

  test('what must have keys must be a mapping: a bare word has none, and would pass', () => {
    for (const definition of Object.values(schema.definitions as Record<string, AnySchemaObject>)) {
      if (definition.required || definition.oneOf)
        expect(definition.type, definition.description).toBe('object');
    }
  });

  test('every mapping refuses keys it does not know', () => {
    const mappings = parts.filter(({ type, oneOf }) => type === 'object' && !oneOf);
    expect(mappings.every(({ additionalProperties }) => additionalProperties !== undefined)).toBe(true);
  });
});

function everyPart(part: AnySchemaObject): AnySchemaObject[] {
  const below = Object.values(part).filter(
    (value): value is AnySchemaObject => typeof value === 'object' && value,
  );
  return [part, ...below.flatMap(everyPart)];
}

function describes(part: AnySchemaObject): boolean {
  if (part.description !== undefined || part.const !== undefined) return true;
  const definition = String(part.$ref ?? '').replace('#/definitions/', '');
  return schema.definitions[definition]?.description !== undefined;
}
