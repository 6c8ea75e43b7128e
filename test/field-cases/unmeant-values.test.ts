import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run as renderMessage } from '../../src/cli/commands/message/render.ts';
import { checkConfig } from '../../src/config/config.ts';
import { capturedWorld } from '../support/cli.ts';

/** What people reported, with inputs and wordings of our own. */
const folderOf = (name: string) => join(import.meta.dirname, name);

/** `line severity code` of everything said about a case's config. */
async function found(name: string): Promise<string[]> {
  const result = await checkConfig('kefu.yaml', { cwd: folderOf(name), env: {} });
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  return diagnostics.map(({ range, severity, code }) => `${range?.line} ${severity} ${code}`);
}

describe('given a config that people reported, expect what nobody meant to be found', () => {
  test.each([
    ['03-literal-backslash-n', ['10 warning literal-escape', '14 warning literal-escape']],
    ['04-amp-entity-in-address', ['13 error address-entity']],
    ['21-rename-only-by-case', ['8 warning previously-differs-in-case']],
    [
      '28-null-and-placeholders',
      [
        '8 error no-value',
        '9 error no-value',
        '10 error no-value',
        '11 error placeholder',
        '12 error placeholder',
        '13 error placeholder',
        '13 error placeholder',
      ],
    ],
    ['37-several-lines-in-review', ['17 warning last-line-break']],
  ])('%s: %j', async (name, expected) => {
    expect(await found(name)).toEqual(expected);
  });
});

test('given a raw & in a value, expect the message to carry it as it is, whatever another template has wrong', async () => {
  const { world, out } = capturedWorld(folderOf('04-amp-entity-in-address'), {});
  const link = 'link=https://shop.example.com/a?t=1&u=23';
  const exit = await renderMessage(
    { config: './kefu.yaml', name: 'raw', to: 'oCUSTOMER_1', set: [link] },
    world,
  );
  expect(exit).toBe(0);
  expect(out()).toContain('https://shop.example.com/a?t=1&u=23');
});

test('given the entity in the template that is asked for, expect no message', async () => {
  const { world, out } = capturedWorld(folderOf('04-amp-entity-in-address'), {});
  const asked = { config: './kefu.yaml', name: 'item', to: 'oCUSTOMER_1', set: [] };
  await expect(renderMessage(asked, world)).rejects.toMatchObject({
    code: 'config-invalid',
    diagnostics: [{ code: 'address-entity' }],
  });
  expect(out()).toBe('');
});

test('given the entity in a value, expect no message, and the address as it was meant', async () => {
  const { world, out } = capturedWorld(folderOf('04-amp-entity-in-address'), {});
  const set = ['link=https://shop.example.com/a?t=1&amp;u=23'];
  const asked = { config: './kefu.yaml', name: 'raw', to: 'oCUSTOMER_1', set };
  await expect(renderMessage(asked, world)).rejects.toMatchObject({
    code: 'template-not-rendered',
    diagnostics: [{ code: 'value-entity', hint: 'Give `https://shop.example.com/a?t=1&u=23`.' }],
  });
  expect(out()).toBe('');
});
