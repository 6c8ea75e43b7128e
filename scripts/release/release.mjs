// Makes what a release consists of, in release/: the tarball, the folder that runs as it is (action and image), the bill of
// materials and the hashes. Needs a built dist/. Arguments: the platforms of sharp, such as linux-x64 linux-arm64.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { makeRunnable } from './runnable.mjs';
import { sbomOf } from './sbom.mjs';
import { pack, sha256 } from './tarball.mjs';

await rm('release', { recursive: true, force: true });
await mkdir('release');
const tarball = await pack('.', 'release');
const sbom = tarball.replace(/\.tgz$/, '.cdx.json');
await writeFile(sbom, `${JSON.stringify(await sbomOf('.'), null, 2)}\n`);
await makeRunnable(tarball, 'package-lock.json', 'release/kefu', process.argv.slice(2));
const sums = await Promise.all(
  [tarball, sbom].map(async (file) => `${await sha256(file)}  ${basename(file)}\n`),
);
await writeFile('release/SHA256SUMS', sums.join(''));
process.stdout.write(sums.join(''));
