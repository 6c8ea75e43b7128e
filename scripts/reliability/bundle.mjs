// Builds the simulated world: kefu's own sources, with disk, network and randomness in memory in place of the machine's.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const world = path.join(root, 'test/reliability/world');

/** What stands in for what, wherever a source of kefu or of the emulator (or of this folder of it) asks for it. */
const standIns = [
  [/^node:fs\/promises$/, 'disk.ts'],
  [/^node:fs$/, 'descriptors.ts'],
  [/^node:timers\/promises$/, 'time.ts'],
  [/^node:crypto$/, 'randomness.ts'],
  [/^node:os$/, 'machine.ts'],
  [/\/undici\.ts$/, 'network.ts'],
  [/\/presence\.ts$/, 'presence.ts'],
  [/avatars\/compare\.ts$/, 'pictures.ts'],
  [/^\.\/parse\.ts$/, 'parse.ts', 'src/config'],
];

const worldForMachine = {
  name: 'world-for-machine',
  setup({ onResolve, onLoad }) {
    for (const [filter, standIn, folder = 'src'] of standIns) {
      onResolve({ filter }, ({ importer }) =>
        importer.startsWith(path.join(root, folder)) ? { path: path.join(world, standIn) } : undefined,
      );
    }
    onResolve({ filter: /^sharp$/ }, () => ({ path: 'sharp', namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'throw new Error("not here")' }));
  },
};

/** A defect sown into one source while it is bundled: `find` must stand there exactly once. */
function sown({ file, find, replace }) {
  return {
    name: 'sown',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`${file.replace(/[.]/g, '\\.')}$`) }, async ({ path: source }) => {
        const text = await readFile(source, 'utf8');
        if (text.split(find).length !== 2) throw new Error(`The defect does not fit ${file}: ${find}`);
        return { contents: text.replace(find, () => replace), loader: 'ts' };
      });
    },
  };
}

const withRequire =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

function bundled(program, outfile, more) {
  return build({
    entryPoints: [path.join(root, 'test/reliability/children', program)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    banner: { js: withRequire },
    ...more,
  });
}

/** Bundles the simulated world into a file. `defect`: one of the catalogue, or none. `program`: what goes through it. */
export async function bundleSimulation(outfile, defect, program = 'simulate.ts') {
  await bundled(program, outfile, {
    banner: { js: `${withRequire} globalThis.noDeadline = () => new AbortController().signal;` },
    // What a deadline is in real time must not fire in a world whose clock jumps.
    define: { 'AbortSignal.timeout': 'globalThis.noDeadline' },
    plugins: [...(defect ? [sown(defect)] : []), worldForMachine],
  });
}

/** The bundle lies elsewhere, where nothing is found by its name. */
const sharpByPath = {
  name: 'sharp-by-path',
  setup({ onResolve }) {
    const file = createRequire(import.meta.url).resolve('sharp');
    onResolve({ filter: /^sharp$/ }, () => ({ path: file, external: true }));
  },
};

/** Bundles a program that goes through real sockets and files: `bytes.ts`, `strike.ts` or `postgres.ts`. */
export async function bundleReal(program, outfile) {
  await bundled(program, outfile, { plugins: [sharpByPath] });
}
