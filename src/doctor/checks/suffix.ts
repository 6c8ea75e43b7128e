import { accountSuffix } from '../../model/account.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/checkup.ts';
import { told } from '../../words/say.ts';
import { type DoctorWorld, type Finding, well } from '../check.ts';

/** What stands after "@" in the live accounts is the config's `wechatId`. */
export async function checkSuffix(world: DoctorWorld): Promise<Finding> {
  const { wechatId } = (await world.valid()).desired.officialAccount;
  const { accounts } = await world.accounts();
  const suffixes = [...new Set(accounts.map(({ id }) => accountSuffix(id)))].sort();
  if (suffixes.length === 0) {
    return well(say('suffix-untold', { wechatId }));
  }
  const names = suffixes.map((suffix) => `@${visible(suffix)}`);
  if (suffixes.includes(wechatId)) return well(say('accounts-end-in', { names }));
  throw new Failure(
    'config',
    'suffix-mismatch',
    told(
      say('suffix-differs', { names, wechatId }),
      say('write-suffix', { line: `wechatId: ${visible(suffixes[0] ?? '')}` }),
    ),
  );
}
