import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';

/** Codes of what is said about a config with this reference as password and as AppSecret. */
async function saidOf(reference: string): Promise<string[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'kefu-command-'));
  writeFileSync(
    join(cwd, 'kefu.yaml'),
    [
      'version: 1',
      'officialAccount:',
      `  { name: shop-cn, wechatId: kftest, appId: wx0123456789abcdef, credentials: { appSecret: ${reference} } }`,
      'accounts:',
      `  alice: { nickname: 小美, password: ${reference} }`,
      '',
    ].join('\n'),
  );
  const checked = await checkConfig('kefu.yaml', { cwd, env: {} });
  return checked.ok ? [] : checked.diagnostics.map(({ range }) => `${range?.line}:${range?.column}`);
}

describe('given a command without a program, expect both places to be named, and none to be left out', () => {
  test.each(['{ command: [""] }', '{ command: ["", "show"] }', '{ command: [] }', '{ command: "" }'])(
    '%s',
    async (reference) => {
      const lines = (await saidOf(reference)).map((place) => place.split(':')[0]);
      expect(lines).toEqual(['3', '5']);
    },
  );
});

test('given an argument that is empty, expect it to be taken: programs may want one', async () => {
  expect(await saidOf('{ command: ["pass", ""] }')).toEqual([]);
});
