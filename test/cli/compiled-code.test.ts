import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compiledCode } from '../../src/cli/compiled-code.ts';

const require = createRequire(import.meta.url);

/** A package of a program's file and a chunk, as the build makes them. */
function packaged(): { root: string; program: string; kept: () => string[] } {
  const root = mkdtempSync(join(tmpdir(), 'kefu-compiled-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'dist/chunks'), { recursive: true });
  const program = join(root, 'dist/program.cjs');
  writeFileSync(
    program,
    "exports.greeting = require('./chunks/greet-a1.cjs').greet(require('node:path').sep);",
  );
  writeFileSync(join(root, 'dist/chunks/greet-a1.cjs'), 'exports.greet = (mark) => `您好${mark}`;');
  const kept = () =>
    readdirSync(join(root, '.cache'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.v8/.test(file))
      .map((file) => join(root, '.cache', file));
  return { root, program, kept };
}

function started({ root, program }: { root: string; program: string }): unknown {
  const code = compiledCode(root, require);
  const exported = code.load(program);
  code.keep();
  return exported;
}

test('the next start takes the chunk as V8 kept it, and writes nothing', () => {
  const place = packaged();
  expect(started(place)).toEqual({ greeting: '您好/' });
  const [file = '', ...others] = place.kept();
  expect(others).toEqual([]);
  chmodSync(file, 0o600);
  const before = readFileSync(file);
  expect(started(place)).toEqual({ greeting: '您好/' });
  expect(place.kept().map((name) => readFileSync(name))).toEqual([before]);
});

test('what is cut short or no code at all is not used, and is replaced', () => {
  const place = packaged();
  started(place);
  const [file = ''] = place.kept();
  const whole = readFileSync(file).length;
  truncateSync(file, whole - 9);
  expect(started(place)).toEqual({ greeting: '您好/' });
  expect(readFileSync(file).length).toBe(whole);
  writeFileSync(file, 'no code');
  expect(started(place)).toEqual({ greeting: '您好/' });
  expect(readFileSync(file).length).toBe(whole);
});

test('where nothing can be kept, all runs the same', () => {
  const place = packaged();
  writeFileSync(join(place.root, '.cache'), '');
  expect(started(place)).toEqual({ greeting: '您好/' });
});
