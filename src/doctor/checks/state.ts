import { basename, dirname } from 'node:path';
import { recordedAccounts } from '../../kinds/account/states.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** The state file can be read and replaced, belongs to this official account, and tells of no interrupted apply. */
export async function checkState(world: DoctorWorld): Promise<Finding> {
  const { stateFile, desired } = await world.valid();
  const { KEFU_BACKEND: backend = '' } = world.env;
  const isFile = backend === '' || backend === 'file:';
  const file = isFile ? visible(basename(stateFile)) : 'the record in the backend';
  const recorded = await world.recorded();
  // It is replaced, not written into, so the folder's permission counts.
  if (isFile && !(await world.mayWrite(dirname(stateFile)))) {
    throw new Failure(
      'config',
      'state-not-writable',
      `${file} can't be written. kefu plan works, kefu apply would refuse.`,
      {
        hint: 'Give kefu the right to write beside the config.',
      },
    );
  }
  if (recorded === undefined)
    return { status: 'ok', message: `There is no ${file} yet; the first apply makes it.` };
  const { appId } = desired.officialAccount;
  if (recorded.appId !== appId) {
    throw new Failure(
      'config',
      'appid-mismatch',
      `${file} belongs to ${visible(recorded.appId)}, the config says ${appId}.`,
      {
        hint: 'Correct officialAccount.appId. If this config describes another official account now, move the state file away.',
      },
    );
  }
  if (recorded.intents.length > 0) {
    return {
      status: 'warn',
      message: `${file} tells of an apply that ended in the middle.`,
      fix: 'Run kefu plan, then kefu apply: it looks at what became of it first.',
    };
  }
  return { status: 'ok', message: `${file} knows ${recordedAccounts(recorded).size} of the accounts.` };
}
