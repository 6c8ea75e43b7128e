// The sealed access token beside the state file, for its owner alone.

import { readCarefully } from '../files/read-carefully.ts';
import type { SealedToken } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { unreadWords } from '../words/unread.ts';
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
      throw unusable(say('token-unusable', { file: visible(path), why: unreadWords(read) }));
    },
    write: async (sealed) => {
      try {
        await writeDurably(path, `${sealed}\n`, 0o600);
      } catch (cause) {
        throw unusable(say('token-not-writable', { file: visible(path) }), cause);
      }
    },
  };
}

function unusable(what: Saying, cause?: unknown): Failure {
  return new Failure('config', 'token-file', told(what), { cause });
}
