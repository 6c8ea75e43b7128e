import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
/** Prints the codes of what is said about a file, each once, as JSON. */
const checkFile = `
import { checkConfig } from '../../src/config/config.ts';

const [, , file] = process.argv;
const result = await checkConfig(file, { cwd: process.cwd(), env: {} });
const codes = result.ok ? ['ok'] : result.diagnostics.map(({ code }) => code);
process.stdout.write(JSON.stringify([...new Set(codes)]));
`;

let folder: string;
let checker: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-hostile-'));
  checker = join(folder, 'check-file.mjs');
  await build({
    stdin: { contents: checkFile, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: checker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Codes said about a file, by a process of its own: a crash of the parser can't be caught from within. */
async function codesFor(content: string | Uint8Array): Promise<string[]> {
  const file = join(folder, 'hostile.yaml');
  await writeFile(file, content);
  // The limit is a guard against hanging, not a measurement.
  const { stdout } = await run(process.execPath, [checker, 'hostile.yaml'], { cwd: folder, timeout: 5000 });
  return JSON.parse(stdout) as string[];
}

const bomb = [
  'a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = `*${'abcdefgh'[index]}`;
    return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`;
  }),
].join('\n');

const manyLevels = Array.from({ length: 600 }, (_, level) => `${' '.repeat(level)}k:`).join('\n');
const manyKeys = Array.from({ length: 40_000 }, (_, index) => `${index.toString(36)}:`).join('\n');

describe('given hostile YAML, expect a diagnostic and no crash', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['20,000 nested brackets', '['.repeat(20_000), ['yaml-too-deep']],
    ['20,000 nested brackets, closed', '['.repeat(20_000) + ']'.repeat(20_000), ['yaml-too-deep']],
    ['20,000 nested braces', '{a: '.repeat(20_000), ['yaml-too-deep', 'yaml-too-many-keys']],
    ['brackets hidden between comments that close them', '[ #]\n'.repeat(20_000), ['yaml-too-deep']],
    ['brackets hidden in what looks like a text', `a: x 'y\nb: ${'['.repeat(20_000)}`, ['yaml-too-deep']],
    ['100,000 nested dashes', '- '.repeat(100_000), ['yaml-too-deep']],
    ['100,000 nested question marks', '? '.repeat(100_000), ['yaml-too-deep']],
    ['dashes nested by tabs', '-\t'.repeat(100_000), ['yaml-too-deep']],
    ['colons without keys', ': '.repeat(9_000), ['yaml-too-deep']],
    ['600 levels of indentation', manyLevels, ['yaml-too-deep']],
    ['an alias bomb', bomb, ['yaml-feature']],
    ['a text of one megabyte', 'a'.repeat(1024 * 1024), ['config-too-large']],
    ['40,000 keys', manyKeys, ['yaml-too-many-keys']],
    ['50,000 keys in braces', `{${'a,'.repeat(50_000)}}`, ['yaml-too-many-keys']],
    [
      '9,000 unknown keys',
      manyKeys.split('\n').slice(0, 9000).join('\n'),
      ['missing-key', 'unknown-key', 'more-faults'],
    ],
    ['9,000 equal keys', 'a:\n'.repeat(9000), ['duplicate-key', 'more-faults']],
    ['a quarter of a megabyte in one word', 'a-'.repeat(120_000), ['wrong-type']],
    ['many secrets', `# ${'0123456789abcdef0123456789abcdef '.repeat(7000)}`, ['empty-config']],
    ['an alias to nothing', 'version: *one', ['yaml-feature']],
    ['an anchor', 'version: &one 1', ['yaml-feature']],
    ['an alias as a key', 'a: &a b\n*a : c', ['yaml-key']],
    ['an unknown tag', 'version: !!js/function "x"', ['yaml-feature']],
    ['a known tag', 'version: !!int 1', ['yaml-feature']],
    ['a tag on a mapping', '!!set {version}', ['yaml-feature']],
    ['a directive', '%YAML 1.1\n---\nversion: 1', ['yaml-feature']],
    ['a tag directive', '%TAG ! tag:example.com,2000:\n---\nversion: 1', ['yaml-feature']],
    ['a merge key', 'a: {b: c}\n<<: {d: e}', ['yaml-feature']],
    ['several documents', 'version: 1\n---\nversion: 1', ['yaml-several-documents']],
    ['a mapping as a key', '? {a: b}\n: c', ['yaml-key']],
    ['a list as a key', '[a, b]: c', ['yaml-key']],
    ['NUL characters', 'version: 1\0', ['control-character']],
    ['an escape sequence', 'version: 1 # \u001b[2J', ['control-character']],
    ['old Macintosh line ends', 'version: 1\rname: x', ['control-character']],
    ['the number 1 and the text "1" as keys', '1: a\n"1": b', ['duplicate-key']],
    [
      'keys of the prototype',
      '__proto__: {a: b}\nconstructor: c\ntoString: d',
      ['missing-key', 'unknown-key'],
    ],
    ['nothing', '', ['empty-config']],
    ['a comment alone', '# nothing\n', ['empty-config']],
    ['a list', '- a\n- b\n', ['wrong-type']],
    ['a word', 'hello', ['wrong-type']],
    ['UTF-16', Buffer.from('\uFEFFversion: 1', 'utf16le'), ['not-utf8']],
    ['GBK', Buffer.from([0x61, 0x3a, 0x20, 0xc3, 0xc0, 0x0a]), ['not-utf8']],
    ['half a surrogate in UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80]), ['not-utf8']],
  ])('%s', async (_, content, expected) => {
    const codes = await codesFor(content);
    expect(codes.sort()).toEqual([...expected].sort());
  });

  test('a byte order mark and Windows line ends are taken', async () => {
    const text =
      '\uFEFFversion: 1\r\nofficialAccount: {name: a, wechatId: b, appId: wx0123456789abcdef}\r\naccounts: {}\r\n';
    expect(await codesFor(text)).toEqual(['ok']);
  });
});
