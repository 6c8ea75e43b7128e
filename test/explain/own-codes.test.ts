import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ExplainOptions, run } from '../../src/cli/commands/explain.ts';
import { type OwnCode, ownCodes, ownCodesIn } from '../../src/cli/explain/own-code.ts';
import { allowableGuards } from '../../src/kinds/allowable.ts';
import { capturedWorld } from '../support/cli.ts';
import { englishLeft } from '../words/english-left.ts';
import { proseOf, unnaturalIn } from '../words/natural-chinese.ts';
import { composedCodes, printedCodes } from './printed-codes.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');

/** As in a table: a bar within a cell would end it. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

async function explained(options: Partial<ExplainOptions>, env = {}): Promise<string> {
  const { world, out } = capturedWorld('/', env);
  expect(await run({ json: false, ...options }, world)).toBe(0);
  return out();
}

test('given every code the program can print, expect one line for it in own-code-lines.ts', () => {
  const known = new Set(ownCodes.map(({ code }) => code));
  const printed = printedCodes();
  expect(printed.size).toBeGreaterThan(180);
  const missing = [...printed].filter(([code]) => !known.has(code));
  expect(missing.map(([code, files]) => `${code} (${files[0]})`)).toEqual([]);
});

test('given the lines, expect none for a code that nobody prints any more, and none twice', () => {
  const printed = printedCodes();
  const beginnings = composedCodes();
  const codes = ownCodes.map(({ code }) => code);
  const stale = codes.filter(
    (code) => !printed.has(code) && !beginnings.some((beginning) => code.startsWith(beginning)),
  );
  expect(stale).toEqual([]);
  expect(codes.filter((code, place) => codes.indexOf(code) !== place)).toEqual([]);
});

test('given docs/errors.md, expect each section to say what kefu explain says', () => {
  const rows = page.split(/^#{2,3} /m).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n'));
    return [...part.matchAll(/^\| `([a-z][a-z0-9-]*)` \| (.+) \|$/gm)].map(
      ([, code, rest = '']) => `${section}: ${code} | ${rest}`,
    );
  });
  expect(rows).toEqual(
    ownCodes.map(
      ({ code, section, meaning, whatToDo, hasLevel }) =>
        `${section}: ${code} | ${cell((hasLevel ? '* ' : '') + meaning)} | ${cell(whatToDo)}`,
    ),
  );
});

test('given both pages, expect the script that writes their tables to have nothing to write', () => {
  const { status, stderr } = spawnSync('node', ['scripts/write-errors-page.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('given every guard that --allow lets pass, expect a line for the warning it leaves', () => {
  const codes = ownCodes.map(({ code }) => code);
  expect(allowableGuards.filter((guard) => !codes.includes(`allowed-${guard}`))).toEqual([]);
});

test('given the rules whose level the config may set, expect those lines, and no others, to be marked', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schemas/config.schema.json'), 'utf8'),
  );
  const marked = ownCodes.filter(({ hasLevel }) => hasLevel).map(({ code }) => code);
  expect(marked.sort()).toEqual(Object.keys(schema.definitions.lint.properties).sort());
});

describe('given one of kefu’s own codes', () => {
  test('expect what it means, what to do and where more stands', async () => {
    expect(await explained({ code: 'max-deletes' })).toMatchInlineSnapshot(`
      "max-deletes

        Meaning  More deletes, accounts and media together, than \`policy.maxDeletes\` (default 1).
        To do    Raise it in the config and have it reviewed.
        Page     docs/errors.md, Guards
      "
    `);
  });

  test('expect each explained, also as JSON, as it was printed in brackets, and in Chinese labels', async () => {
    for (const { code, meaning, whatToDo } of ownCodes) {
      const text = await explained({ code });
      expect(text).toContain(`${code}\n`);
      expect(text).toContain(meaning);
      expect(text).toContain(whatToDo);
      expect(whatToDo, code).toMatch(/\S/);
    }
    expect(JSON.parse(await explained({ code: 'locked', json: true }))).toMatchObject({
      code: 'locked',
      meaning: { en: expect.any(String), zh: expect.stringContaining('另一个执行') },
    });
    expect(await explained({ code: '[locked]' })).toBe(await explained({ code: 'locked' }));
  });

  test('expect each told in Chinese, in the same order, in sections of its own, and nothing left in English', async () => {
    const chinese = await ownCodesIn('zh');
    expect(chinese.map(({ code }) => code)).toEqual(ownCodes.map(({ code }) => code));
    const sections = new Map(ownCodes.map(({ section }, place) => [section, chinese[place]?.section]));
    expect(chinese.map(({ section }) => section)).toEqual(
      ownCodes.map(({ section }) => sections.get(section)),
    );
    for (const { code, meaning, whatToDo } of chinese) {
      const text = await explained({ code }, { KEFU_LANG: 'zh-CN' });
      expect(text).toContain(`  含义     ${meaning}\n  处理     ${whatToDo}`);
    }
    const faults = ({ code, meaning, whatToDo }: OwnCode) =>
      [...englishLeft(meaning), ...englishLeft(whatToDo), ...unnaturalIn(proseOf(meaning + whatToDo))].map(
        (fault) => `${code}: ${fault}`,
      );
    expect(chinese.flatMap(faults)).toEqual([]);
    const list = await explained({}, { KEFU_LANG: 'zh-CN' });
    for (const { code, meaning } of chinese) expect(list).toContain(`\n${code}  ${meaning}`);
  });

  test('expect a rule whose level can be set to say so', async () => {
    expect(await explained({ code: 'personal-data' })).toContain('lint: { personal-data: off }');
    expect(await explained({ code: 'locked' })).not.toContain('lint:');
    expect(await explained({ code: 'personal-data' }, { KEFU_LANG: 'zh-CN' })).toContain(
      '级别可以在文件中设置',
    );
  });

  test('expect all of them in the list', async () => {
    const list = await explained({});
    for (const { code } of ownCodes) expect(list).toContain(`\n${code}  `);
    expect(JSON.parse(await explained({ json: true })).own_codes).toHaveLength(ownCodes.length);
  });

  test.each([
    ['deletes', 'max-deletes'],
    ['avatar format', 'avatar-format'],
    ['plan', 'plan-edited'],
  ])('expect %s to be near %s', async (asked, near) => {
    const failure: unknown = await run({ code: asked, json: false }, capturedWorld('/', {}).world).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'unknown-errcode', hint: expect.stringContaining(near) });
  });
});
