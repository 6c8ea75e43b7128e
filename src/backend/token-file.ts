// The sealed access token beside the state file, for its owner alone.
import { readCarefully, unreadWords } from '../files/read-carefully.ts';
import type { SealedToken } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { writeDurably } from './write-durably.ts';

/** Where it lies: `kefu.token` beside `kefu.state.json`. */
export function tokenPathOf(stateFile: string): string {
  return `${stateFile.replace(/(?:\.state)?\.json$/, '')}.token`;
}

/** A token has 512 characters at most by WeChat's word (getStableAccessToken). */
const mostBytes = 16 * 1024;

export function tokenFile(path: string): SealedToken {
  return {
    read: async () => {
      const read = await readCarefully(path, mostBytes);
      if (read.ok) return Buffer.from(read.bytes).toString('utf8');
      if (read.why === 'missing') return undefined;
      throw unusable(path, unreadWords(read));
    },
    write: async (sealed) => {
      try {
        await writeDurably(path, `${sealed}\n`, 0o600);
      } catch (cause) {
        throw unusable(path, "can't be written", cause);
      }
    },
  };
}

function unusable(path: string, what: string, cause?: unknown): Failure {
  return new Failure('config', 'token-file', `The kept access token ${visible(path)} ${what}.`, { cause });
}
