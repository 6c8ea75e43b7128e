import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compiledCode } from '../../src/cli/compiled-code.ts';

const require = createRequire(import.meta.url);
const greeting = { greeting: '您好/' };

interface Package {
  readonly root: string;
  readonly chunk: string;
  /** Starts it once, as a process of its own would. */
  start(command?: string): unknown;
  /** The files of compiled code. */
  kept(): string[];
}

/** A package of a program's file and a chunk, as the build makes them. */
function packaged(): Package {
  const root = mkdtempSync(join(tmpdir(), 'kefu-compiled-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'dist/chunks'), { recursive: true });
  const program = join(root, 'dist/program.cjs');
  const chunk = join(root, 'dist/chunks/greet-a1.cjs');
  writeFileSync(
    program,
    "exports.greeting = require('./chunks/greet-a1.cjs').greet(require('node:path').sep);",
  );
  writeFileSync(chunk, "exports.greet = (mark) => '\\u60a8\\u597d' + mark;");
  return {
    root,
    chunk,
    start(command = 'plan') {
      const code = compiledCode(root, command, require);
      const exported = code.load(program);
      code.keep();
      return exported;
    },
    kept: () =>
      readdirSync(join(root, '.cache'), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.v8/.test(file))
        .map((file) => join(root, '.cache', file)),
  };
}

/** The same after two starts. */
function started(): Package & { readonly file: string } {
  const place = packaged();
  place.start();
  place.start();
  const [file = '', ...others] = place.kept();
  expect(others).toEqual([]);
  return { ...place, file };
}

test('the first start keeps nothing, the second does, and the third writes no more', () => {
  const place = packaged();
  expect(place.start()).toEqual(greeting);
  expect(place.kept()).toEqual([]);
  expect(place.start()).toEqual(greeting);
  const [file = ''] = place.kept();
  const before = lstatSync(file).ino;
  expect(place.start()).toEqual(greeting);
  expect(lstatSync(file).ino).toBe(before);
});

test('each command keeps what it uses itself; a command that is none has no folder of its name', () => {
  const place = packaged();
  for (const command of ['plan', 'apply', '../../x', '']) {
    place.start(command);
    place.start(command);
  }
  const folders = place.kept().map((file) => file.split('/').at(-2));
  expect(folders.sort()).toEqual(['apply', 'other', 'plan']);
  expect(existsSync(join(place.root, 'x'))).toBe(false);
});

test('what has a damaged byte is not used, wherever that lies, and is replaced', () => {
  const { start, file } = started();
  const sound = readFileSync(file);
  for (let place = 0; place < sound.length; place += place < 30 ? 1 : 17) {
    const damaged = Buffer.from(sound);
    damaged[place] = (damaged[place] ?? 0) ^ 0x55;
    writeFileSync(file, damaged);
    const before = lstatSync(file).ino;
    expect(start()).toEqual(greeting);
    expect(lstatSync(file).ino).not.toBe(before);
  }
});

test.each([
  ['cut short', (file: string) => truncateSync(file, 100)],
  ['empty', (file: string) => truncateSync(file, 0)],
  [
    'of an odd length',
    (file: string) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(1)])),
  ],
  ['no code', (file: string) => writeFileSync(file, 'no code')],
])('what is %s is not used, and is replaced', (_, damage) => {
  const { start, file } = started();
  const whole = readFileSync(file).length;
  damage(file);
  expect(start()).toEqual(greeting);
  expect(readFileSync(file).length).toBe(whole);
});

test('a source that was changed in its place is compiled anew, also when it is as long as before', () => {
  const { start, chunk } = started();
  writeFileSync(chunk, readFileSync(chunk, 'utf8').replace('u60a8', 'u4f60'));
  utimesSync(chunk, new Date(), new Date(Date.now() + 5000));
  expect(start()).toEqual({ greeting: '你好/' });
});

test('nothing is written through a link that lies where a file is going to be', () => {
  const place = packaged();
  place.start();
  const foreign = join(place.root, 'foreign');
  writeFileSync(foreign, 'not ours');
  const folder = join(place.root, '.cache', readdirSync(join(place.root, '.cache'))[0] ?? '', 'plan');
  symlinkSync(foreign, join(folder, `greet-a1.cjs.v8.${process.pid}`));
  expect(place.start()).toEqual(greeting);
  symlinkSync(foreign, join(folder, 'greet-a1.cjs.v8'));
  expect(place.start()).toEqual(greeting);
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
});

test('where nothing can be kept, all runs the same', () => {
  const place = packaged();
  writeFileSync(join(place.root, '.cache'), '');
  for (let nth = 0; nth < 3; nth += 1) expect(place.start()).toEqual(greeting);
});

test('what can not be read is made anew', () => {
  const { start, file } = started();
  rmSync(file);
  mkdirSync(file);
  expect(start()).toEqual(greeting);
  rmSync(file, { recursive: true });
  chmodSync(join(file, '..'), 0o700);
  expect(start()).toEqual(greeting);
});

test('switched off, nothing is kept and nothing read', () => {
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  onTestFinished(() => {
    delete process.env.NODE_DISABLE_COMPILE_CACHE;
  });
  const place = packaged();
  place.start();
  place.start();
  expect(existsSync(join(place.root, '.cache'))).toBe(false);
});
