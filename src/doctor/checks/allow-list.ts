import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/checkup.ts';
import { type DoctorWorld, type Finding, well } from '../check.ts';

/** WeChat docs, getStableAccessToken: not on the list, an administrator has to confirm, refused for a day or an hour. */
const addressRefused = new Set(['40164', '89503', '89506', '89507']);

/** WeChat gives tokens to this machine's address. Which other fault WeChat would name first is not documented. */
export async function checkAllowList(world: DoctorWorld): Promise<Finding> {
  const { credentials } = (await world.valid()).connection;
  const refusal = await world.token().catch((error: unknown) => error);
  if (credentials.kind === 'access-token') {
    return well(say('own-server-counts'));
  }
  if (refusal === undefined) return well(say('address-allowed'));
  if (!(refusal instanceof Failure) || !isErrcode(refusal.code) || addressRefused.has(refusal.code))
    throw refusal;
  return well(say('address-not-refused'));
}

function isErrcode(code: string): boolean {
  return /^-?\d+$/.test(code);
}
