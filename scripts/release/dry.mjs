// The steps of a release that need no network, on a built dist/: the same commit built once more in another folder gives the
// same bytes, the tarball holds the files that were reviewed and no other, its entry points and types are sound, everything
// in it may be passed on. Publishes nothing.
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { licenceFaults } from './licences.mjs';
import { run } from './run.mjs';
import { sbomOf } from './sbom.mjs';
import { goldenFiles, pack, packedFiles, sha256 } from './tarball.mjs';

const work = await mkdtemp(join(tmpdir(), 'kefu-release-'));
const faults = [];
try {
  const here = await packedInto('first', resolve('.'));
  await check('the files are those of scripts/release/files.txt', sameFiles);
  await check('publint has nothing to say', () =>
    run('npx', ['publint', '--strict', '--level', 'suggestion']),
  );
  await check('attw has nothing to say', () =>
    // The package is of ES modules alone, which is told by the profile.
    run('npx', ['attw', here, '--profile', 'esm-only', '--exclude-entrypoints', './schemas/*']),
  );
  await check('every licence fits', fittingLicences);
  await check('a second build gives the same bytes', () => sameBytes(here));
} finally {
  await rm(work, { recursive: true });
}
process.stdout.write(faults.length === 0 ? 'The release is sound.\n' : `${faults.length} faults.\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function check(what, look) {
  try {
    const said = await look();
    process.stdout.write(`ok: ${what}${said && !said.includes('\n') ? ` (${said})` : ''}\n`);
  } catch (error) {
    faults.push(what);
    process.stdout.write(`FAULT: ${what}\n${error.message}\n`);
  }
}

async function packedInto(name, folder) {
  const to = join(work, name);
  await mkdir(to);
  return pack(folder, to);
}

async function sameFiles() {
  const [packed, golden] = [await packedFiles('.'), await goldenFiles()];
  const surplus = packed.filter((name) => !golden.includes(name)).map((name) => `+ ${name}`);
  const missing = golden.filter((name) => !packed.includes(name)).map((name) => `- ${name}`);
  if (surplus.length + missing.length > 0) throw new Error([...surplus, ...missing].join('\n'));
  return `${packed.length} lines`;
}

async function fittingLicences() {
  const sbom = await sbomOf('.');
  const unfit = licenceFaults(sbom);
  if (unfit.length > 0) throw new Error(unfit.join('\n'));
  return `${sbom.components.length} packages`;
}

/** What git has of this folder, built elsewhere with the same packages. */
async function sameBytes(first) {
  const folder = join(work, 'deeper/than/the/first');
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const file of listed.split('\0').filter((name) => name !== '' && !name.startsWith('test/'))) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(file, join(folder, file));
  }
  // Each package by a link of its own, as they would lie there.
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir('node_modules'))
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name));
  await run(process.execPath, ['scripts/build.mjs'], { cwd: folder });
  const second = await packedInto('second', folder);
  const [one, other] = [await sha256(first), await sha256(second)];
  if (one !== other) throw new Error(`${one}\n${other}`);
  return `sha256:${one}`;
}
