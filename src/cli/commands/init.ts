import { basename, dirname, resolve } from 'node:path';
import { type StarterConfig, schemaLine } from '../../config/starter.ts';
import { writeNew } from '../../config/write-new.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { Failure } from '../../model/failure.ts';
import type { Language } from '../../model/language.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/commands.ts';
import { sayIn } from '../../words/language-words.ts';
import { told } from '../../words/say.ts';
import { notWritten } from '../../words/system-hints.ts';
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
  { terminal, cwd, words }: CommandWorld,
): Promise<number> {
  if (fromLive !== (appId !== undefined)) throw halfGiven(fromLive);
  const file = resolve(cwd, path);
  const name = basename(file).replace(/\.ya?ml$/, '');
  try {
    await makeFolder(dirname(file));
    const text = schemaLine(schemaAddress(dirname(file))) + (await starterIn(words.lang))(name);
    await writeNew(file, text);
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
  const flag = path === './kefu.yaml' ? '' : ` -c ${visible(path)}`;
  const next = `kefu validate${flag}`;
  terminal.out(`${sayIn(words, say('init-wrote', { file: visible(path), next }))}\n`);
  return exitCodes.done;
}

/** The one in the language that its comments are to speak. */
async function starterIn(lang: Language): Promise<StarterConfig> {
  if (lang === 'en') return (await import('../../config/starter-en.ts')).starterConfig;
  return (await import('../../config/starter-zh-CN.ts')).starterConfig;
}

function halfGiven(isFromLive: boolean): Failure {
  return new Failure(
    'config',
    'init-half-given',
    told(say(isFromLive ? 'from-live-needs-app-id' : 'app-id-needs-from-live'), say('init-both')),
  );
}

function cannotWrite(path: string, error: NodeJS.ErrnoException): Failure {
  if (error.code === 'EEXIST') {
    const what = told(
      say('file-exists', { file: visible(path) }),
      say('init-elsewhere', { command: 'kefu init PATH' }),
    );
    return new Failure('config', 'file-exists', what);
  }
  const { code = '' } = error;
  const what = notWritten(say('not-writable', { file: visible(path), code }), code);
  return new Failure('config', 'not-writable', what, { cause: error });
}
