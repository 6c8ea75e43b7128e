import type { SealedToken } from '../../model/backend.ts';
import { putText, textAt } from './documents.ts';
import type { Served } from './served.ts';

/** The sealed access token as a document of its own, which nobody locks: whoever writes last has it. */
export function tokenAt(served: Served): SealedToken {
  const { token } = served.address;
  const read = async (): Promise<{ readonly serial: number; readonly sealed?: string }> => {
    const text = await textAt(served, token);
    return text === undefined ? { serial: 0 } : understood(text);
  };
  return {
    read: async () => (await read()).sealed,
    write: async (sealed) => {
      // GitLab keeps each serial of a document once.
      const { serial } = await read();
      const text = `${JSON.stringify({ version: 1, serial: serial + 1, sealed })}\n`;
      await putText(served, token, text, new AbortController());
    },
  };
}

/** What is not ours is as good as nothing: it is only a token that WeChat gives again. */
function understood(text: string): { readonly serial: number; readonly sealed?: string } {
  try {
    const { serial, sealed } = JSON.parse(text);
    if (Number.isSafeInteger(serial) && typeof sealed === 'string') return { serial, sealed };
  } catch {
    // Told below.
  }
  return { serial: 0 };
}
