// The package as it is published, in the hands of a consumer who checks everything: strict, with the checks of libraries on.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const consumer = mkdtempSync(join(tmpdir(), 'kefu-consumer-'));
const installed = join(consumer, 'node_modules/kefu');
const types = () => readFileSync(join(installed, 'dist/types/index.d.ts'), 'utf8');

const resolutions = {
  node16: { module: 'node16' },
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};
/** What the consumer has beside kefu, and the programs that need it. Types of Node are there only where they are named. */
const surroundings = {
  'nothing else': { options: { lib: ['ES2023'], types: [] }, programs: ['consumer', 'every-type'] },
  'types of the DOM': {
    options: { lib: ['ES2023', 'DOM'], types: [] },
    programs: ['consumer', 'every-type', 'with-platform'],
  },
  'types of Node': {
    options: { lib: ['ES2023'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    programs: ['consumer', 'every-type', 'with-platform', 'with-node'],
  },
};
const cases = Object.entries(resolutions).flatMap(([name, resolution]) =>
  Object.entries(surroundings).map(
    ([surrounding, { options, programs }]) =>
      [name, surrounding, { ...resolution, ...options }, programs] as const,
  ),
);

beforeAll(async () => {
  await freshBuild();
  // The build is fresh already: prepack would only make it again.
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], {
    cwd: root,
  });
  const [tarball = ''] = readdirSync(consumer).filter((file) => file.endsWith('.tgz'));
  expect(tarball, packed.stdout).not.toBe('');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(consumer, tarball), '-C', installed, '--strip-components=1']);
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ type: 'module' }));
  const programs = join(import.meta.dirname, 'strict-consumer');
  for (const file of readdirSync(programs))
    cpSync(join(programs, file), join(consumer, basename(file, '.txt')));
  writeFileSync(
    join(consumer, 'every-type.ts'),
    `export type { ${exportedTypes(types()).join(', ')} } from 'kefu';\n`,
  );
});
afterAll(() => rmSync(consumer, { recursive: true }));

/** Names that a module exports as types only. */
function exportedTypes(source: string): string[] {
  return [...source.matchAll(/^export (type )?\{([^}]*)\}/gm)]
    .flatMap(([, all, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && (all !== undefined || name.startsWith('type ')))
        .map((name) => name.replace(/^type /, '')),
    )
    .sort();
}

/** What the project's own compiler says; every line of it is an error. */
async function compile(options: object, programs: readonly string[]): Promise<string[]> {
  const project = mkdtempSync(join(consumer, 'project-'));
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, target: 'ES2023', ...options };
  const files = programs.map((program) => `../${program}.ts`);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const said = await run(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    cwd: consumer,
  }).catch((error: { stdout: string; stderr: string }) => error);
  return `${said.stdout}${said.stderr}`.split('\n').filter((line) => line !== '');
}

test.each(cases)(
  'given %s and %s, expect no diagnostic',
  async (_resolution, _surrounding, options, programs) => {
    expect(await compile(options, programs)).toEqual([]);
  },
);

test('given wrong calls, expect each to be refused, and nothing else', async () => {
  const options = { ...resolutions.nodenext, ...surroundings['nothing else'].options };
  const source = readFileSync(join(consumer, 'wrong.ts'), 'utf8').split('\n');
  const wrong = source.flatMap((line, index) =>
    line.startsWith('export const') && !line.includes('const account') ? [index + 1] : [],
  );
  const refused = (await compile(options, ['wrong']))
    .map((line) => /^wrong\.ts\((\d+),\d+\): error TS/.exec(line)?.[1] ?? (line.startsWith(' ') ? '' : line))
    .filter((line) => line !== '');
  expect(wrong.length).toBeGreaterThan(5);
  expect([...new Set(refused)]).toEqual(wrong.map(String));
});

test('the package has one file of types, which imports nothing', () => {
  const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => /\.d\.[cm]?ts$/.test(file))).toEqual([join('types', 'index.d.ts')]);
  const code = types().replace(/\/\*[\s\S]*?\*\/|\/\/(?!\/ *<).*/g, '');
  expect(code).not.toMatch(/\bfrom\s*['"]|\bimport\s*[('"{*]|\brequire\s*\(|<reference|declare module/);
});

test('the file of types exports every type that src/index.ts does', () => {
  const exported = exportedTypes(readFileSync(join(root, 'src/index.ts'), 'utf8'));
  expect(exported.length).toBeGreaterThan(40);
  expect(exportedTypes(types())).toEqual(exported);
});
