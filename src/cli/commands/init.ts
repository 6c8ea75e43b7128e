import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { schemaLine, starterConfig } from '../../config/starter.ts';
import { writeNew } from '../../config/write-new.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { schemaAddress } from '../schema-address.ts';

/** What is to be written. A file made from what is live is the work of `kefu export`. */
export interface InitOptions {
  readonly path: string;
  readonly fromLive: boolean;
  readonly appId: string | undefined;
}

/** Writes a commented starter config that validates as it is. An existing file is left alone. */
export async function run(
  { path, fromLive, appId }: InitOptions,
  { terminal, cwd }: CommandWorld,
): Promise<number> {
  if (fromLive !== (appId !== undefined)) throw halfGiven(fromLive);
  const file = resolve(cwd, path);
  const name = basename(file).replace(/\.ya?ml$/, '');
  try {
    await mkdir(dirname(file), { recursive: true });
    const text = schemaLine(schemaAddress(dirname(file))) + starterConfig(name);
    await writeNew(file, text);
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
  const flag = path === './kefu.yaml' ? '' : ` -c ${visible(path)}`;
  terminal.out(`Wrote ${visible(path)}. Edit it, then run: kefu validate${flag}\n`);
  return exitCodes.done;
}

function halfGiven(isFromLive: boolean): Failure {
  return new Failure(
    'config',
    'init-half-given',
    isFromLive ? '--from-live needs --app-id.' : '--app-id is only of use with --from-live.',
    { hint: 'With both, and the AppSecret in KEFU_APP_SECRET, the file says what WeChat has now.' },
  );
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
