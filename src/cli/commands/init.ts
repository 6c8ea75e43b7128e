import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { starterConfig } from '../../config/starter.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

/** Writes a commented starter config that validates as it is. An existing file is left alone. */
export async function run(
  { path }: { readonly path: string },
  { terminal, cwd }: CommandWorld,
): Promise<number> {
  const file = resolve(cwd, path);
  const name = basename(file).replace(/\.ya?ml$/, '');
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, starterConfig(name), { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
  const flag = path === './kefu.yaml' ? '' : ` -c ${visible(path)}`;
  terminal.out(`Wrote ${visible(path)}. Edit it, then run: kefu validate${flag}\n`);
  return exitCodes.done;
}

function cannotWrite(path: string, error: NodeJS.ErrnoException): Failure {
  if (error.code === 'EEXIST') {
    return new Failure('config', 'file-exists', `${visible(path)} is already there; it was not touched.`, {
      hint: 'Name another file: kefu init PATH.',
    });
  }
  return new Failure('config', 'not-writable', `${visible(path)} can't be written (${error.code}).`, {
    cause: error,
  });
}
