import { dirname } from 'node:path';
import { visible } from '../../model/visible.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** No other apply holds the lock beside the state file. Whether it can be taken, the check of the state has told. */
export async function checkLock(world: DoctorWorld): Promise<Finding> {
  const { stateFile } = await world.valid();
  const lock = await world.lock();
  if (lock === undefined)
    return {
      status: 'ok',
      message: world.env.KEFU_BACKEND
        ? 'Nobody holds it.'
        : `Nobody holds it in ${visible(dirname(stateFile))}.`,
    };
  const { words, hint, said } = lock;
  return {
    status: 'warn',
    message: words,
    fix: hint,
    said: { ...(said.words && { message: said.words }), ...(said.hint && { fix: said.hint }) },
  };
}
