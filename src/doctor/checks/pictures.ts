import { say } from '../../words/en/checkup.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** sharp is there, so that avatars can be made as WeChat wants them and compared. */
export async function checkPictures(world: DoctorWorld): Promise<Finding> {
  const version = await world.sharpVersion();
  if (version !== undefined) return well(say('sharp-there', { version }));
  return amiss(say('sharp-missing'), say('install-sharp-beside', { command: 'npm install sharp' }));
}
