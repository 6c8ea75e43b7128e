import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run as bundle } from '../../src/cli/commands/message/bundle.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { capturedWorld } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
const [config = ''] = blocks('yaml');
const programs = blocks('ts').map((program, index) => [index + 1, program, blocks('text')[index]] as const);

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  );
}

/** A folder with the page's configuration and the bundle made from it. */
async function folder(): Promise<string> {
  const path = mkdtempSync(join(tmpdir(), 'kefu-library-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  writeFileSync(join(path, 'kefu.yaml'), config);
  const { world } = capturedWorld(path, {});
  await bundle({ config: './kefu.yaml', out: 'build' }, world);
  return path;
}

describe('the programs of docs/library.md', () => {
  test('there are some, each with what it prints', () => {
    expect(programs.length).toBeGreaterThan(2);
    expect(blocks('text')).toHaveLength(programs.length);
  });

  test.each(programs)('program %d prints what the page says', async (_, program, printed) => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    receive(emulator.world, 'oCUSTOMER_1', '在吗', emulator.now());
    const cwd = await folder();
    const file = join(cwd, 'out', 'program.mjs');
    mkdirSync(join(cwd, 'out'));
    await build({
      stdin: { contents: program, loader: 'ts', resolveDir: root },
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      alias: { kefu: join(root, 'src/index.ts') },
      external: ['sharp'],
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      logLevel: 'error',
    });
    const env = { ...process.env, KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { cwd, env });
    expect(stdout).toBe(printed);
    expect(stderr).toBe('');
  });
});
