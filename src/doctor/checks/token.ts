import { say } from '../../words/en/checkup.ts';
import { type DoctorWorld, type Finding, well } from '../check.ts';

/** AppID and AppSecret fit, or the team's own server gave something that can be a token. */
export async function checkToken(world: DoctorWorld): Promise<Finding> {
  const { appId, credentials } = (await world.valid()).connection;
  await world.token();
  return well(credentials.kind === 'access-token' ? say('token-found') : say('token-given', { appId }));
}
