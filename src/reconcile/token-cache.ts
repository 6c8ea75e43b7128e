import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Memory } from '../model/backend.ts';
import type { Connection } from '../model/connection.ts';
import { Failure } from '../model/failure.ts';
import { Secret } from '../model/secret.ts';
import type { KeptToken, TokenCache } from '../model/token-cache.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';

/**
 * The token cache that the operator asked for by `KEFU_TOKEN_CACHE=on`: runs hand the access token on to each other through the
 * backend, sealed with a key that comes from the AppSecret. Undefined without that, and where a token server gives the tokens.
 * Throws a `Failure` for another word.
 */
export function tokenCacheOf({
  connection,
  memory,
  env,
}: {
  readonly connection: Connection;
  readonly memory: Pick<Memory, 'sealedToken'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}): TokenCache | undefined {
  const { credentials } = connection;
  if (!isAskedFor(env.KEFU_TOKEN_CACHE) || credentials.kind !== 'app-secret') return undefined;
  const seal = sealOf(connection, credentials.appSecret);
  return {
    get: async () => {
      const text = await memory.sealedToken.read().catch(unlessOurs);
      return text === undefined ? undefined : seal.open(text);
    },
    keep: async (kept) => {
      await memory.sealedToken.write(seal.close(kept)).catch(unlessOurs);
    },
  };
}

function isAskedFor(word: string | undefined): boolean {
  if (word === undefined || word === '' || word === 'off') return false;
  if (word === 'on') return true;
  throw new Failure(
    'config',
    'token-cache-setting',
    told(say('token-cache-setting'), say('set-token-cache')),
  );
}

/** A cache that can't be used costs a call, not the run. */
function unlessOurs(error: unknown): undefined {
  if (error instanceof Failure) return undefined;
  throw error;
}

/**
 * AES-256-GCM. The key is made anew for each text from the AppSecret (HKDF-SHA256, random salt), and the text is bound to AppID
 * and server: a token that an emulator gave can't be passed off as WeChat's.
 */
function sealOf({ appId, endpoint }: Connection, appSecret: Secret) {
  const bound = Buffer.from(JSON.stringify([appId, endpoint.origin]));
  const keyFor = (salt: Uint8Array) =>
    Buffer.from(hkdfSync('sha256', appSecret.reveal(), salt, 'kefu access token', 32));
  return {
    close: ({ token, goodUntil }: KeptToken): string => {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(salt), nonce).setAAD(bound);
      const plain = JSON.stringify({ token: token.reveal(), goodUntil });
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${prefix}${Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open: (text: string): KeptToken | undefined => {
      if (!text.startsWith(prefix)) return undefined;
      const bytes = Buffer.from(text.slice(prefix.length).trimEnd(), 'base64url');
      const [salt, nonce, tag, sealed] = parts(bytes);
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor(salt), nonce, { authTagLength: tagBytes });
        decipher.setAAD(bound).setAuthTag(tag);
        const plain = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
        const { token, goodUntil } = JSON.parse(plain);
        return { token: new Secret(token), goodUntil };
      } catch {
        // Sealed with an AppSecret that was reset since, for another server, or damaged.
        return undefined;
      }
    },
  };
}

const prefix = 'kefu-token-1.';
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

function parts(bytes: Buffer): readonly [Buffer, Buffer, Buffer, Buffer] {
  const nonceAt = saltBytes;
  const tagAt = nonceAt + nonceBytes;
  const sealedAt = tagAt + tagBytes;
  return [
    bytes.subarray(0, nonceAt),
    bytes.subarray(nonceAt, tagAt),
    bytes.subarray(tagAt, sealedAt),
    bytes.subarray(sealedAt),
  ];
}
