// The folder that runs as it is, without an installation: the tarball's files and sharp beside them. It is the GitHub action,
// and what the image is built from.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** `platforms`: such as linux-x64; that of this machine when there are none. Packages come by the lock file, with its hashes. */
export async function makeRunnable(tarball, lock, folder, platforms) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  for (const flags of platforms.length === 0 ? [[]] : platforms.map(flagsOf)) {
    const packages = await mkdtemp(join(tmpdir(), 'kefu-packages-'));
    try {
      await cp(join(folder, 'package.json'), join(packages, 'package.json'));
      await cp(lock, join(packages, 'package-lock.json'));
      const quiet = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      await run('npm', ['ci', ...quiet, ...flags], { cwd: packages });
      await rm(join(packages, 'node_modules/.package-lock.json'), { force: true });
      await rm(join(packages, 'node_modules/.bin'), { recursive: true, force: true });
      await cp(join(packages, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
    } finally {
      await rm(packages, { recursive: true });
    }
  }
}

function flagsOf(platform) {
  const [os, cpu] = platform.split('-');
  return [`--os=${os}`, `--cpu=${cpu}`, ...(os === 'linux' ? ['--libc=glibc'] : [])];
}
