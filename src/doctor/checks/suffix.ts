import { accountSuffix } from '../../model/account.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** What stands after "@" in the live accounts is the config's `wechatId`. */
export async function checkSuffix(world: DoctorWorld): Promise<Finding> {
  const { wechatId } = (await world.valid()).desired.officialAccount;
  const { accounts } = await world.accounts();
  const suffixes = [...new Set(accounts.map(({ id }) => accountSuffix(id)))].sort();
  if (suffixes.length === 0) {
    return {
      status: 'ok',
      message: `There is no account yet that could tell whether "${wechatId}" is right.`,
    };
  }
  const shown = suffixes.map((suffix) => `@${visible(suffix)}`).join(', ');
  if (suffixes.includes(wechatId)) return { status: 'ok', message: `The live accounts end in ${shown}.` };
  throw new Failure(
    'config',
    'suffix-mismatch',
    `The live accounts end in ${shown}, but wechatId is "${wechatId}".`,
    {
      hint: `If this is the right official account, write wechatId: ${visible(suffixes[0] ?? '')}. If not, correct appId and its secret.`,
    },
  );
}
