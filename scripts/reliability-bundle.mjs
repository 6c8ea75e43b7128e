// Builds the simulated world: kefu's own sources, with disk, network and randomness in memory in place of the machine's.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const world = path.join(root, 'test/reliability/world');

/** What stands in for what, in sources of kefu and of the emulator. */
const stand = new Map([
  ['node:fs/promises', 'disk.ts'],
  ['node:crypto', 'randomness.ts'],
]);

const standIns = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:.*\?real$/ }, ({ path: name }) => ({ path: name.replace('?real', ''), external: true }));
    onResolve({ filter: /^node:(?:fs\/promises|crypto)$/ }, ({ path: name, importer }) =>
      importer.startsWith(path.join(root, 'src')) ? { path: path.join(world, stand.get(name)) } : undefined,
    );
    onResolve({ filter: /undici\.ts$/ }, () => ({ path: path.join(world, 'network.ts') }));
    onResolve({ filter: /avatars\/compare\.ts$/ }, () => ({ path: path.join(world, 'pictures.ts') }));
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
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [...(defect ? [sown(defect)] : []), standIns],
  });
}
