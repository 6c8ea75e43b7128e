import { Failure } from '../../model/failure.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** WeChat docs, getStableAccessToken: not on the list, an administrator has to confirm, refused for a day or an hour. */
const addressRefused = new Set(['40164', '89503', '89506', '89507']);

/** WeChat gives tokens to this machine's address. Which other fault WeChat would name first is not documented. */
export async function checkAllowList(world: DoctorWorld): Promise<Finding> {
  const { credentials } = (await world.valid()).connection;
  const refusal = await world.token().catch((error: unknown) => error);
  if (credentials.kind === 'access-token') {
    return {
      status: 'ok',
      message: 'The address of your own token server counts, not that of this machine.',
    };
  }
  if (refusal === undefined)
    return { status: 'ok', message: 'WeChat gives tokens to the address of this machine.' };
  if (!(refusal instanceof Failure) || !isErrcode(refusal.code) || addressRefused.has(refusal.code))
    throw refusal;
  return { status: 'ok', message: 'WeChat refused a token, but not for the address of this machine.' };
}

function isErrcode(code: string): boolean {
  return /^-?\d+$/.test(code);
}
