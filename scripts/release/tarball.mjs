// The tarball that people install: how it is packed, and which files may be in it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Packs `folder`, where dist/ is built, into `to`. Resolves to the tarball's path. */
export async function pack(folder, to) {
  const said = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', to], {
    cwd: folder,
  });
  return join(to, filesIn(said).filename);
}

/** The files that would be packed, sorted; the chunks of the bundle, whose names change with the code, as one line. */
export async function packedFiles(folder) {
  const { files } = filesIn(
    await run('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], { cwd: folder }),
  );
  const names = files.map(({ path }) => path.replace(/^dist\/chunks\/[^/]+\.(c?js)$/, 'dist/chunks/*.$1'));
  return [...new Set(names)].sort();
}

/** npm gives a list, or since version 12 an object by name. */
function filesIn(said) {
  const [packed] = Object.values(JSON.parse(said));
  return packed;
}

/** The list that was reviewed. */
export async function goldenFiles() {
  const text = await readFile(new URL('./files.txt', import.meta.url), 'utf8');
  return text.trim().split('\n');
}

export async function sha256(file) {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
