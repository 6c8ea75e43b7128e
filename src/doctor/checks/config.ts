import { visible } from '../../model/visible.ts';
import { configInvalid } from '../../words/failures.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** The config is valid, and its secrets and pictures are there. */
export async function checkConfig(world: DoctorWorld): Promise<Finding> {
  const config = await world.config();
  if (!config.ok) {
    const { diagnostics } = config;
    throw configInvalid(diagnostics);
  }
  const { file, desired } = config.value;
  const { name, appId } = desired.officialAccount;
  const found = `${visible(file)} describes ${visible(name)} (${appId}), ${counted(desired.accounts.length, 'account')}.`;
  const warnings = config.warnings.length;
  return warnings === 0
    ? { status: 'ok', message: found }
    : {
        status: 'warn',
        message: `${found} It has ${counted(warnings, 'warning')}.`,
        fix: 'See kefu validate.',
      };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
