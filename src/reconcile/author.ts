import { hostname } from 'node:os';
import type { Author } from '../model/history.ts';
import { runOrigin } from '../model/run-origin.ts';

/** Who applies, as the environment tells: the person that a CI system says started it, else the one who is logged in. */
export function authorOf(env: Readonly<Record<string, string | undefined>>): Author {
  const { GITLAB_USER_LOGIN, GITHUB_ACTOR, CNB_BUILD_USER, BUILDKITE_BUILD_CREATOR, USER, USERNAME } = env;
  const user = [
    GITLAB_USER_LOGIN,
    GITHUB_ACTOR,
    CNB_BUILD_USER,
    BUILDKITE_BUILD_CREATOR,
    USER,
    USERNAME,
  ].find(Boolean);
  return { ...(user === undefined ? {} : { user }), host: hostname(), pid: process.pid, ...runOrigin(env) };
}
