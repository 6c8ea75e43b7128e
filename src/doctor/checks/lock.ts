import { dirname } from 'node:path';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/checkup.ts';
import { type DoctorWorld, type Finding, well } from '../check.ts';

/** No other apply holds the lock beside the state file. Whether it can be taken, the check of the state has told. */
export async function checkLock(world: DoctorWorld): Promise<Finding> {
  const { stateFile } = await world.valid();
  const lock = await world.lock();
  if (lock === undefined)
    return well(
      world.env.KEFU_BACKEND
        ? say('lock-free')
        : say('lock-free-in', { folder: visible(dirname(stateFile)) }),
    );
  const { words, hint, said } = lock;
  return {
    status: 'warn',
    message: words,
    fix: hint,
    said: { ...(said.words && { message: said.words }), ...(said.hint && { fix: said.hint }) },
  };
}
