import type { DoctorWorld, Finding } from '../check.ts';

/** sharp is there, so that avatars can be made as WeChat wants them and compared. */
export async function checkPictures(world: DoctorWorld): Promise<Finding> {
  const version = await world.sharpVersion();
  if (version !== undefined)
    return { status: 'ok', message: `sharp ${version} prepares and compares avatars.` };
  return {
    status: 'warn',
    message:
      'sharp is not installed: JPEG and PNG are sent as they are, WebP not at all, and avatars are not compared.',
    fix: 'Run npm install sharp beside kefu.',
  };
}
