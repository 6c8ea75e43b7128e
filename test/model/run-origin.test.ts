import { describe, expect, test } from 'vitest';
import { runOrigin } from '../../src/model/run-origin.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

describe('from the variables of a CI system, the commit and the address of its run are told', () => {
  test.each<[system: string, env: Record<string, string>, run?: string]>([
    [
      'GitHub Actions',
      {
        GITHUB_SHA: commit,
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'octo/shop',
        GITHUB_RUN_ID: '7',
      },
      'https://github.example/octo/shop/actions/runs/7',
    ],
    [
      'GitLab',
      { CI_COMMIT_SHA: commit, CI_JOB_URL: 'https://gitlab.example/a/-/jobs/1' },
      'https://gitlab.example/a/-/jobs/1',
    ],
    [
      'Jenkins',
      { GIT_COMMIT: commit, BUILD_URL: 'http://jenkins.example/job/kf/3/' },
      'http://jenkins.example/job/kf/3/',
    ],
    [
      'CNB, of a pull request',
      {
        CNB_PULL_REQUEST_SHA: commit,
        CNB_COMMIT: 'f'.repeat(40),
        CNB_BUILD_WEB_URL: 'https://cnb.example/b/1',
      },
      'https://cnb.example/b/1',
    ],
    ['Gitee Go, of a pull request', { GITEE_SOURCE_COMMIT: commit, GITEE_COMMIT: 'f'.repeat(40) }],
  ])('%s', (_system, env, run) => {
    expect(runOrigin(env)).toEqual({ commit, ...(run ? { run } : {}) });
  });

  test('nothing on a machine that sets none of them', () => expect(runOrigin({ PATH: '/bin' })).toEqual({}));

  test.each([['javascript:alert(1)'], ['https://user:secret@ci.example/1'], ['not an address'], ['']])(
    'nothing of what is not an address to look at: %s',
    (address) => {
      expect(runOrigin({ CI_COMMIT_SHA: '](x) <b>', CI_JOB_URL: address })).toEqual({});
    },
  );

  test('an address can not end the link that it stands in', () => {
    const { run } = runOrigin({ BUILD_URL: 'https://ci.example/a>)<b>?q=`<&x=1\n#"<' });
    expect(run).not.toMatch(/[<>\s"]/);
  });
});
