import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { AccountId } from '../model/account.ts';
import type { Password } from '../model/desired.ts';
import type { Secret } from '../model/secret.ts';

const derive = promisify<string, string, number, { N: number; r: number; p: number }, Buffer>(scrypt);

/**
 * A password with its fingerprint: 32 hexadecimal digits, slow to try out, different for every account that has the
 * same password. The cost is fixed for ever: another one would look like a new password to every state file.
 */
export async function fingerprinted(password: Secret, appId: string, account: AccountId): Promise<Password> {
  const hash = await derive(password.reveal(), `kefu:${appId}:${account}`, 16, { N: 4096, r: 8, p: 1 });
  return { value: password, fingerprint: hash.toString('hex') };
}
