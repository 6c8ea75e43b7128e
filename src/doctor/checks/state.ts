import { basename, dirname } from 'node:path';
import { recordedAccounts } from '../../kinds/account/states.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/checkup.ts';
import { told } from '../../words/say.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** The state file can be read and replaced, belongs to this official account, and tells of no interrupted apply. */
export async function checkState(world: DoctorWorld): Promise<Finding> {
  const { stateFile, desired } = await world.valid();
  const { KEFU_BACKEND: backend = '' } = world.env;
  const isFile = backend === '' || backend === 'file:';
  const file = isFile ? visible(basename(stateFile)) : say('record-in-backend');
  const recorded = await world.recorded();
  // It is replaced, not written into, so the folder's permission counts.
  if (isFile && !(await world.mayWrite(dirname(stateFile)))) {
    throw new Failure(
      'config',
      'state-not-writable',
      told(say('state-file-not-writable', { file }), say('right-to-write-beside')),
    );
  }
  if (recorded === undefined) return well(isFile ? say('state-not-yet', { file }) : say('record-not-yet'));
  const { appId } = desired.officialAccount;
  if (recorded.appId !== appId) {
    throw new Failure(
      'config',
      'appid-mismatch',
      told(
        say('state-of-other', { file, other: visible(recorded.appId), appId }),
        say('correct-appid-or-move', { key: 'officialAccount.appId' }),
      ),
    );
  }
  if (recorded.intents.length > 0) {
    return amiss(say('apply-in-the-middle', { file }), say('plan-then-apply'));
  }
  return well(say('state-knows', { file, count: recordedAccounts(recorded).size }));
}
