import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

/** Source files beside those whose every sentence is rendered by a test of its own: catalogues, helps, codes, the emulator's page. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .filter(
    (name) => !/^(?:words|emulator)\/|generated\/|explain\/.*-lines|error-catalogue|starter-/u.test(name),
  )
  .map((name) => join('src', name));

const literal = /`(?:[^`\\]|\\[\s\S])*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gu;
/** Below these keys stands Chinese: of one text, and of a table. */
const oneText = new RegExp(String.raw`\bzh:\s*(?:\([^()]*\)\s*=>\s*)?(${literal.source})`, 'gu');
const table = /(?:\bzh|'zh-CN'|\bchinese\b.*?)(?::[^=\n]*=|:| =) \{$/mu;

/** What is said to be Chinese in a file: single texts, and all texts below the head of a table. */
function chineseIn(file: string): string[] {
  const source = readFileSync(file, 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gmu, '');
  const begin = source.search(table);
  const below = begin < 0 ? [] : [...source.slice(begin).matchAll(literal)].map(([text]) => text);
  const single = [...source.matchAll(oneText)].map(([, text = '']) => text);
  return [...below, ...single].filter((text) => /\p{Script=Han}/u.test(text)).map(asSaid);
}

/** The text as it is said, with a number in the place of each value. */
function asSaid(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, ' 7 ')
    .replaceAll(/\\(['"`])/gu, '$1')
    .replaceAll(/ 7 (?=[，。；：、）”？！])|(?<=[，。；：、（“？！]) 7 /gu, '7')
    .trim();
}

test('every Chinese text beside the catalogues is Chinese, and natural', () => {
  const texts = files.flatMap((file) => chineseIn(file).map((text) => ({ file, text })));
  expect(texts.length).toBeGreaterThan(150);
  const faults = texts.flatMap(({ file, text }) =>
    [...englishLeft(text), ...unnaturalIn(text.replaceAll(/`[^`]*`/gu, 'code'))].map(
      (fault) => `${file}: ${text} (${fault})`,
    ),
  );
  expect(faults).toEqual([]);
});

test('sentences in two languages stand in the catalogues; elsewhere are names and tables', () => {
  const sentences = files
    .filter((file) => !/^src\/(?:cli|render)\/explain/u.test(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(oneText)]
        .map(([, text = '']) => text)
        .filter((text) => (text.match(/\p{Script=Han}/gu)?.length ?? 0) > 8 || /[，。？！]/u.test(text))
        .map((text) => `${file}: ${text}`),
    );
  expect(sentences).toEqual([]);
});
