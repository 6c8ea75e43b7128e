import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { inWords } from '../../src/words/language-words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { englishLeft } from './english-left.ts';
import { givenIn } from './given-in.ts';
import { unnaturalIn } from './natural-chinese.ts';

/** Every config of the test stage that people would make, with what is wrong in it. */
const configs = ['test/config/mistakes', 'test/field-cases', 'test/hostile', 'test/cases'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .toSorted(),
);

async function diagnosed(file: string): Promise<readonly Diagnostic[]> {
  const env = { SHOP_CN_APPSECRET: 'told-under-another-name', ALICE_PASSWORD: '' };
  const result = await resolveConfig(basename(file), { cwd: dirname(file), env });
  return inWords(chinese, result.ok ? result.warnings : result.diagnostics);
}

describe('given a config that has faults, expect each of them told in Chinese alone', () => {
  test.each(configs)('%s', async (file) => {
    for (const { code, message, hint = '', said } of await diagnosed(file)) {
      expect(said, `${code} has no sentence: ${message}`).toBeDefined();
      const given = givenIn(said);
      for (const text of [message, hint]) {
        expect(englishLeft(text, given), `${code}: ${text}`).toEqual([]);
        expect(unnaturalIn(text.replaceAll(/`[^`]*`/gu, 'code')), code).toEqual([]);
      }
    }
  });
});
