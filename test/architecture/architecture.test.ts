import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const src = join(root, 'src');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** The rows of the import table of ARCHITECTURE.md: room → rooms it may import. */
function importTable(): Map<string, string[] | 'everything'> {
  const section = page.slice(page.indexOf('## Who may import whom'));
  const rows = [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)];
  return new Map(
    rows.map(([, room = '', allowed = '']) => [
      room,
      allowed === 'everything' ? 'everything' : allowed === 'nothing' ? [] : allowed.split(', '),
    ]),
  );
}

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => join(src, path));
}

/** Specifiers of static, dynamic and re-exporting imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g)].map(
    ([, path = '']) => path,
  );
}

function roomOf(file: string): string {
  const [first = ''] = relative(src, file).split('/');
  return first.replace(/\.ts$/, '');
}

const table = importTable();
const files = sourceFiles();
const ownImports = (file: string) =>
  importsOf(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => resolve(dirname(file), path))
    .filter((path) => path.startsWith(`${src}/`));

describe('ARCHITECTURE.md tells the truth', () => {
  test('every room of src has a row in the import table, and every row has a room', () => {
    expect([...table.keys()].sort()).toEqual([...new Set(files.map(roomOf))].sort());
  });

  test('no import goes where the table does not allow it', () => {
    const forbidden = files.flatMap((file) => {
      const room = roomOf(file);
      const allowed = table.get(room) ?? [];
      return ownImports(file)
        .map(roomOf)
        .filter((target) => target !== room && allowed !== 'everything' && !allowed.includes(target))
        .map((target) => `${relative(root, file)} → ${target}`);
    });
    expect(forbidden).toEqual([]);
  });

  test('there is no import cycle', () => {
    expect(findCycle()).toEqual([]);
  });
});

/** The files of one cycle, or nothing. Type imports count too: a cycle of types is a cycle of thoughts. */
function findCycle(): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (path.includes(file))
      return [...path.slice(path.indexOf(file)), file].map((one) => relative(root, one));
    if (done.has(file)) return [];
    path.push(file);
    for (const next of ownImports(file).filter((one) => one.endsWith('.ts'))) {
      const cycle = visit(next);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe('pure rooms', () => {
  const pureRooms = [...(/^Pure rooms: (.+?)\. /m.exec(page)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(
    ([, room = '']) => room,
  );
  const pureFiles = files.filter((file) => pureRooms.includes(roomOf(file)));

  test('the page names them', () => {
    expect(pureRooms.length).toBeGreaterThan(0);
    expect(pureFiles.length).toBeGreaterThan(pureRooms.length);
  });

  test('they use no file system, network, process, clock, randomness or console', () => {
    const worldly =
      /\bprocess\.\w|\bconsole\.(?:log|warn|error|info|debug)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bawait fetch\(|\bglobalThis\.fetch\b|\bset(?:Timeout|Interval)\(|\brandomUUID\b|\brandomBytes\b/;
    const worldlyModules = /^(?:node:(?!crypto$|util$|buffer$|zlib$)|undici)/;
    const found = pureFiles.flatMap((file) => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const modules = importsOf(file).filter((path) => worldlyModules.test(path));
      const globals = worldly.exec(code)?.[0];
      return [...modules, ...(globals ? [globals] : [])].map((what) => `${relative(root, file)}: ${what}`);
    });
    expect(found).toEqual([]);
  });
});

test('a source file is one room: none is longer than 260 lines', () => {
  const long = files
    .map((file) => [relative(root, file), readFileSync(file, 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 260);
  expect(long).toEqual([]);
});
