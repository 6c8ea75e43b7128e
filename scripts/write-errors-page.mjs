// Writes the tables of docs/errors.md and docs/errors.zh-CN.md anew: kefu's own codes from src/cli/explain, WeChat's from the
// catalogue in src/wechat. With --check it writes nothing, and ends with 1 where a page is not as it would be written.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  { file: 'errors.md', language: 'en', catalogue: "WeChat's codes", ofCalls: 'Where the call decides' },
  { file: 'errors.zh-CN.md', language: 'zh', catalogue: '微信的错误码', ofCalls: '因接口而异的错误码' },
];

const { ownCodesIn, errorCatalogue, ownMeanings, callsOf } = await loaded();
const isCheck = process.argv.includes('--check');
for (const page of pages) await writePage(page);

async function writePage({ file, language, catalogue, ofCalls }) {
  const path = `${root}docs/${file}`;
  const text = await readFile(path, 'utf8');
  const tables = [
    ...ownTables(await ownCodesIn(language)),
    { heading: catalogue, rows: catalogueRows(language) },
    { heading: ofCalls, rows: callRows(language) },
  ];
  const written = tables.reduce((page, { heading, rows }) => withRows(page, heading, rows, file), text);
  if (written === text) return;
  if (!isCheck) return writeFile(path, written);
  console.error(`docs/${file} is not up to date: run node scripts/write-errors-page.mjs`);
  process.exitCode = 1;
}

/** What the program reads itself; the source is TypeScript, which Node.js 20 can't load. */
async function loaded() {
  const { outputFiles } = await build({
    stdin: {
      resolveDir: root,
      contents: `
        export { ownCodesIn } from './src/cli/explain/own-code.ts';
        export { errorCatalogue } from './src/wechat/error-catalogue.ts';
        export { ownMeanings } from './src/wechat/error-of-call.ts';
        export { callsOf } from './src/wechat/operation.ts';`,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const [{ text }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}

function ownTables(codes) {
  return [...new Set(codes.map(({ section }) => section))].map((heading) => ({
    heading,
    rows: codes
      .filter(({ section }) => section === heading)
      .map(({ code, hasLevel, meaning, whatToDo }) => [code, (hasLevel ? '* ' : '') + meaning, whatToDo]),
  }));
}

function catalogueRows(language) {
  return errorCatalogue()
    .filter(({ code }) => code !== 0)
    .map(({ code, meaning, whatToDo }) => [code, meaning[language], whatToDo[language]]);
}

function callRows(language) {
  return errorCatalogue().flatMap((entry) =>
    ownMeanings(entry).map(({ code, of, meaning, whatToDo }) => [
      code,
      of.flatMap((operation) => callsOf[operation]).join(', '),
      meaning[language],
      whatToDo[language],
    ]),
  );
}

/** The page with these rows below that heading; throws where it has no table. */
function withRows(text, heading, rows, file) {
  const table = new RegExp(
    `(^#{2,3} ${heading}\\n(?:(?!#|\\|).*\\n)*\\|.*\\|\\n\\| ---.*\\|\\n)(?:\\|.*\\|\\n)*`,
    'm',
  );
  if (!table.test(text)) throw new Error(`docs/${file} has no table under the heading "${heading}".`);
  return text.replace(table, (_, head) => head + rows.map(rowOf).join(''));
}

function rowOf([code, ...cells]) {
  return `| \`${code}\` | ${cells.map(cell).join(' | ')} |\n`;
}

/** A bar within a cell would end it. */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
