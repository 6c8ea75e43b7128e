// The licence texts of every package that goes into the bundle, as their licences ask for.
import { readdir, readFile } from 'node:fs/promises';

/** One text for all packages that the inputs of a metafile of esbuild come from. */
export async function bundledLicences({ inputs }) {
  const folders = new Set(
    Object.keys(inputs)
      .map((path) => /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter(Boolean),
  );
  const texts = await Promise.all([...folders].sort().map(licenceOf));
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const text = (await ownText(folder)) ?? standardText(name, license, author);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** The package's licence file, or the section of its README that holds the text. */
async function ownText(folder) {
  const files = await readdir(folder);
  const file = files.find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one));
  if (file) return readFile(`${folder}/${file}`, 'utf8');
  const readme = files.find((one) => /^readme(\.md)?$/i.test(one));
  const page = readme ? await readFile(`${folder}/${readme}`, 'utf8') : '';
  return /^#+ *licen[cs]e *\n([\s\S]*?Permission is hereby granted[\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(
    page,
  )?.[1];
}

/** For a package that names its licence and holds no text of it. */
function standardText(name, license, author) {
  if (license !== 'MIT') throw new Error(`${name} (${license}) holds no licence text`);
  const holder = typeof author === 'object' ? author.name : (author ?? `the authors of ${name}`);
  return `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
