// Builds the simulated world: kefu's own sources, with disk, network and randomness in memory in place of the machine's.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const world = path.join(root, 'test/reliability/world');

/** What stands in for what, wherever a source of kefu or of the emulator asks for it. */
const standIns = [
  [/^node:fs\/promises$/, 'disk.ts'],
  [/^node:fs$/, 'descriptors.ts'],
  [/^node:timers\/promises$/, 'time.ts'],
  [/^node:crypto$/, 'randomness.ts'],
  [/\/undici\.ts$/, 'network.ts'],
  [/\/presence\.ts$/, 'presence.ts'],
  [/avatars\/compare\.ts$/, 'pictures.ts'],
];

const worldForMachine = {
  name: 'world-for-machine',
  setup({ onResolve, onLoad }) {
    for (const [filter, standIn] of standIns) {
      onResolve({ filter }, ({ importer }) =>
        importer.startsWith(path.join(root, 'src')) ? { path: path.join(world, standIn) } : undefined,
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

/** Bundles the program into a file. `defect`: one of the catalogue, or none. */
export async function bundleSimulation(outfile, defect) {
  await build({
    entryPoints: [path.join(root, 'test/reliability/children/simulate.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); globalThis.noDeadline = () => new AbortController().signal;",
    },
    // What a deadline is in real time must not fire in a world whose clock jumps.
    define: { 'AbortSignal.timeout': 'globalThis.noDeadline' },
    plugins: [...(defect ? [sown(defect)] : []), worldForMachine],
  });
}
