/** Which commit a run was made from, and where the run can be looked at: as the CI system tells, in its variables. */
export interface RunOrigin {
  readonly commit?: string;
  /** The address of the run. */
  readonly run?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * From the variables of GitHub, Gitea and Forgejo Actions, GitLab, Jenkins, Gitee Go, 云效 Flow, CNB, Woodpecker and
 * Buildkite; empty on a machine that sets none of them. What is not a commit or a web address is left out.
 */
export function runOrigin(env: Environment): RunOrigin {
  const commit = commitVariables
    .map((name) => env[name])
    .find((value) => /^[0-9a-f]{7,64}$/i.test(value ?? ''));
  const run = runAddress(env);
  return { ...(commit ? { commit } : {}), ...(run ? { run } : {}) };
}

/** A merge request's own commit comes before what it would be merged into (Gitee's GITEE_COMMIT is the target). */
const commitVariables = [
  'CNB_PULL_REQUEST_SHA',
  'CNB_COMMIT',
  'GITEE_SOURCE_COMMIT',
  'GITEE_COMMIT',
  'CI_COMMIT_SHA',
  'GITHUB_SHA',
  'GIT_COMMIT',
  'BUILDKITE_COMMIT',
];

function runAddress(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
  const ofGithub =
    GITHUB_RUN_ID && GITHUB_REPOSITORY
      ? `${GITHUB_SERVER_URL ?? 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
      : undefined;
  const { CI_JOB_URL, CI_PIPELINE_URL, CNB_BUILD_WEB_URL, BUILDKITE_BUILD_URL, BUILD_URL } = env;
  const told = [ofGithub, CI_JOB_URL, CI_PIPELINE_URL, CNB_BUILD_WEB_URL, BUILDKITE_BUILD_URL, BUILD_URL];
  return told.flatMap((address) => webAddress(address) ?? [])[0];
}

function webAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, username, href } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' ? href : undefined;
}
