import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/checkup.ts';
import { configInvalid } from '../../words/failures.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** The config is valid, and its secrets and pictures are there. */
export async function checkConfig(world: DoctorWorld): Promise<Finding> {
  const config = await world.config();
  if (!config.ok) {
    const { diagnostics } = config;
    throw configInvalid(diagnostics);
  }
  const { file, desired } = config.value;
  const { name, appId } = desired.officialAccount;
  const found = say('config-describes', {
    file: visible(file),
    name: visible(name),
    appId,
    count: desired.accounts.length,
  });
  const warnings = config.warnings.length;
  if (warnings === 0) return well(found);
  return amiss(
    say('config-warns', { found, count: warnings }),
    say('see-validate', { command: 'kefu validate' }),
  );
}
