// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of other tools are what is looked for here.
import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { renderDiagnostics } from '../../src/render/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

const real = '5d41402abc4b2a76b9719d911017c592';

/** What is said about a config whose AppSecret is found to be this. */
async function diagnosed(SHOP_CN_APP_SECRET: string): Promise<readonly Diagnostic[]> {
  const folder = await folderWith({ 'kefu.yaml': configWith({}) });
  const result = await resolveConfig('kefu.yaml', { cwd: folder, env: { SHOP_CN_APP_SECRET } });
  return result.ok ? result.warnings : result.diagnostics;
}

describe('given an AppSecret of another form, expect it to be refused at its place with what it looks like', () => {
  test.each([
    [`"${real}"`, 'app-secret-form', 'it stands in quotes'],
    [`'${real}'`, 'app-secret-form', 'it stands in quotes'],
    [`“${real}”`, 'app-secret-form', 'it stands in quotes'],
    [`"${real}`, 'app-secret-form', 'a quote stands at one end'],
    [`${real.slice(0, 8)}****************${real.slice(24)}`, 'app-secret-form', 'it is masked'],
    [`${real.slice(0, 4)}…${real.slice(28)}....`, 'app-secret-form', 'it is masked'],
    ['********************************', 'secret-placeholder', 'a masked value'],
    ['***', 'secret-placeholder', 'a masked value'],
    ['${SHOP_CN_APP_SECRET}', 'secret-placeholder', 'a placeholder that nobody filled in'],
    ['$(pass', 'app-secret-form', 'other than 0-9 and a-f'],
    ['<AppSecret>', 'secret-placeholder', 'a placeholder that nobody filled in'],
    ['undefined', 'secret-placeholder', 'when a value is missing'],
    ['null', 'secret-placeholder', 'when a value is missing'],
    ['TODO', 'secret-placeholder', 'still to be written'],
    ['changeme', 'secret-placeholder', 'still to be written'],
    ['wx0123456789abcdef', 'app-secret-form', 'it looks like an AppID'],
    ['gh_0a1b2c3d4e5f', 'app-secret-form', 'the original id'],
    [`89_${'aB3-_x'.repeat(20)}`, 'app-secret-form', 'an access token'],
    [`APP_SECRET=${real}`, 'app-secret-form', 'the name of a variable stands before it'],
    ['/run/secrets/app', 'app-secret-form', 'an address or a path'],
    [real.slice(1), 'app-secret-form', 'it has 31 digits'],
    [`${real}0`, 'app-secret-form', 'it has 33 digits'],
    [real.replace('5', 'g'), 'app-secret-form', 'other than 0-9 and a-f'],
    [real.replace('5', '５'), 'app-secret-form', 'full-width characters'],
    [` ${real}`, 'secret-form', 'spaces'],
  ])('%s', async (found, code, look) => {
    const diagnostics = await diagnosed(found);
    expect(diagnostics).toMatchObject([{ severity: 'error', code, range: { line: 6, column: 36 } }]);
    expect(diagnostics[0]?.message).toContain(look);
    const shown = renderDiagnostics(diagnostics) + JSON.stringify(diagnostics);
    expect(shown).not.toContain(real.slice(8, 24));
  });

  test('what refuses it says that nothing was sent and nothing need be reset', async () => {
    const [fault] = await diagnosed(real.slice(1));
    expect(fault?.hint).toContain('It was not sent, and need not be reset.');
  });

  test.each([real, real.toUpperCase(), `${real}\r\n`])('%j is taken', async (found) => {
    expect(await diagnosed(found)).toEqual([]);
  });
});

test.each([
  ['UTF-16', Buffer.from(`\uFEFF${real}`, 'utf16le')],
  ['UTF-16', Buffer.from(`${real}\r\n`, 'utf16le')],
])('given a secret in a file that is saved as %s, expect that to be said', async (encoding, bytes) => {
  const config = configWith({}).replace('{ env: SHOP_CN_APP_SECRET }', '{ file: secret.txt }');
  const folder = await folderWith({ 'kefu.yaml': config, 'secret.txt': bytes });
  const result = await resolveConfig('kefu.yaml', { cwd: folder, env: {} });
  const message = `The file is saved as ${encoding}.`;
  expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'secret-form', message }] });
});

test.each([
  ['{ accessToken: { env: TOKEN } }', 'accessToken'],
  ['{ appSecret: { env: TOKEN } }', 'appSecret'],
])('given a placeholder as %s, expect it to be refused before any request', async (credentials) => {
  const config = configWith({}).replace('{ appSecret: { env: SHOP_CN_APP_SECRET } }', credentials);
  const folder = await folderWith({ 'kefu.yaml': config });
  const result = await resolveConfig('kefu.yaml', { cwd: folder, env: { TOKEN: '${TOKEN}' } });
  expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'secret-placeholder' }] });
});
