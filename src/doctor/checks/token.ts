import type { DoctorWorld, Finding } from '../check.ts';

/** AppID and AppSecret fit, or the team's own server gave something that can be a token. */
export async function checkToken(world: DoctorWorld): Promise<Finding> {
  const { appId, credentials } = (await world.valid()).connection;
  await world.token();
  return {
    status: 'ok',
    message:
      credentials.kind === 'access-token'
        ? 'An access token was found; whether it is good, the next checks tell.'
        : `WeChat gave an access token for ${appId} (stable_token, not forced).`,
  };
}
