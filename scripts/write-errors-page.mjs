// Writes the tables of kefu's own codes in docs/errors.md anew, from src/cli/explain/own-code-lines.ts and what it holds.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = fileURLToPath(new URL('../docs/errors.md', import.meta.url));
const source = fileURLToPath(new URL('../src/cli/explain/own-code.ts', import.meta.url));

await writeFile(page, withTables(await readFile(page, 'utf8'), await ownCodes()));

/** The codes as the program reads them; the source is TypeScript, which Node.js 20 can't load. */
async function ownCodes() {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const [{ text }] = outputFiles;
  return (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)).ownCodes;
}

/** The page with the rows below each heading that is the section of a code; throws where a section has no table. */
function withTables(text, codes) {
  const sections = new Set(codes.map(({ section }) => section));
  return [...sections].reduce(
    (written, name) =>
      withRows(
        written,
        name,
        codes.filter(({ section }) => section === name),
      ),
    text,
  );
}

function withRows(text, section, rows) {
  const table = new RegExp(
    `(^#{2,3} ${section}\\n(?:(?!#|\\|).*\\n)*\\|.*\\|\\n\\| ---.*\\|\\n)(?:\\|.*\\|\\n)*`,
    'm',
  );
  if (!table.test(text)) throw new Error(`docs/errors.md has no table under the heading "${section}".`);
  return text.replace(table, (_, head) => head + rows.map(rowOf).join(''));
}

function rowOf({ code, hasLevel, meaning, whatToDo }) {
  return `| \`${code}\` | ${cell((hasLevel ? '* ' : '') + meaning)} | ${cell(whatToDo)} |\n`;
}

/** A bar within a cell would end it. */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
