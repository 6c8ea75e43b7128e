import { say } from '../../words/en/checkup.ts';
import { type DoctorWorld, type Finding, well } from '../check.ts';

/** 客服 is enabled for this official account. Rejects as `kefu plan` would, with the steps to enable it for 65400. */
export async function checkCustomerService(world: DoctorWorld): Promise<Finding> {
  const { accounts, consoleAccounts } = await world.accounts();
  const unnamed = consoleAccounts.length;
  const count = accounts.length + unnamed;
  return well(
    unnamed > 0 ? say('service-with-unnamed', { count, unnamed }) : say('service-enabled', { count }),
  );
}
