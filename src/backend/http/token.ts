import type { SealedToken } from '../../model/backend.ts';
import { putText, textAt } from './documents.ts';
import type { Served } from './served.ts';

/** The sealed access token as a document of its own, which nobody locks: whoever writes last has it. */
export function tokenAt(served: Served): SealedToken {
  const { token } = served.address;
  const read = async (): Promise<Kept | undefined> => {
    const text = await textAt(served, token);
    return text === undefined ? { serial: 0 } : understood(text);
  };
  return {
    read: async () => (await read())?.sealed,
    write: async (sealed) => {
      const before = await read();
      // It may be the record of an official account whose name ends so.
      if (before === undefined) return;
      const { serial } = before;
      // GitLab keeps each serial of a document once.
      const text = `${JSON.stringify({ version: 1, serial: serial + 1, sealed })}\n`;
      await putText(served, token, text, new AbortController());
    },
  };
}

interface Kept {
  readonly serial: number;
  readonly sealed?: string;
}

/** Undefined for what is no token of kefu: that is left as it is, since WeChat gives the token again. */
function understood(text: string): Kept | undefined {
  try {
    const { serial, sealed } = JSON.parse(text);
    if (Number.isSafeInteger(serial) && typeof sealed === 'string') return { serial, sealed };
  } catch {
    // Told below.
  }
  return undefined;
}
