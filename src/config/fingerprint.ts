import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { AccountId } from '../model/account.ts';
import type { Password } from '../model/desired.ts';
import type { Secret } from '../model/secret.ts';

type Derive = (password: string, salt: string, length: number, cost: typeof scryptCost) => Promise<Buffer>;

const scryptCost = { N: 4096, r: 8, p: 1 } as const;

/**
 * A password with its fingerprint: 32 hexadecimal digits, slow to try out, different for every account that has the
 * same password. The cost is fixed for ever: another one would look like a new password to every state file.
 */
export async function fingerprinted(password: Secret, appId: string, account: AccountId): Promise<Password> {
  const derive: Derive = promisify(scrypt);
  const hash = await derive(password.reveal(), `kefu:${appId}:${account}`, 16, scryptCost);
  return { value: password, fingerprint: hash.toString('hex') };
}
