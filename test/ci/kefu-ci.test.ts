import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { forge } from './forge.ts';
import { configWith, type Ended, type Team, team } from './repository.ts';

beforeAll(freshBuild);

const twoAccounts = configWith('{ alice: { nickname: 小美 }, bob: { nickname: 阿博 } }');

/** Runs verbs of the script one after another, each as a step of its own, until one fails. */
async function steps(
  shop: Team,
  machine: string,
  verbs: readonly string[],
  env: Record<string, string> = {},
) {
  let ended: Ended = { exit: 0, out: '' };
  let out = '';
  for (const verb of verbs) {
    ended = await shop.run(`sh ci/kefu/kefu-ci.sh ${verb}`, machine, {
      KEFU_APP_SECRET: shop.emulator.appSecret,
      ...env,
    });
    out += ended.out;
    if (ended.exit !== 0) return { exit: ended.exit, out, verb };
  }
  return { exit: ended.exit, out, verb: '' };
}

const made = (machine: string, file: string) => {
  const path = join(machine, 'kefu-out', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

test('given a verb that there is not, expect exit 3 and nothing done', async () => {
  const shop = await team({ 'kefu.yaml': twoAccounts });
  const ended = await steps(shop, shop.checkOut(), ['destroy']);
  expect(ended).toMatchObject({ exit: 3, out: expect.stringContaining('There is no verb "destroy"') });
});

describe('given what can become of a run', () => {
  test('changes: planned, applied as planned, the state pushed, and then nothing left to approve', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const run = await steps(shop, machine, ['install', 'fresh', 'validate', 'plan', 'has-changes', 'apply']);
    expect(run.exit, run.out).toBe(0);
    expect(shop.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美', '阿博']);
    expect(shop.onServer('kefu.state.json')).toContain('bob@kftest');
    expect(shop.onServer('kefu.history.jsonl')).toContain('bob@kftest');
    expect(made(machine, 'apply.junit.xml')).toContain('<testsuite');
    expect(JSON.parse(made(machine, 'notice.wecom.json') ?? '').markdown_v2.content).toMatch(
      /^\*\*Apply complete!/,
    );

    const next = shop.checkOut();
    const again = await steps(shop, next, ['fresh', 'plan', 'has-changes']);
    expect(again).toMatchObject({ exit: 1, verb: 'has-changes' });
    const commits = execFileSync('git', ['rev-list', '--count', 'main'], {
      cwd: shop.origin,
      encoding: 'utf8',
    });
    expect(await steps(shop, next, ['apply'])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('No changes'),
    });
    expect(execFileSync('git', ['rev-list', '--count', 'main'], { cwd: shop.origin, encoding: 'utf8' })).toBe(
      commits,
    );
    expect((await steps(shop, next, ['drift'])).exit).toBe(0);

    for (const account of shop.emulator.world.accounts) account.nickname = `别人改的${account.account[0]}`;
    const drifted = await steps(shop, next, ['drift']);
    expect(drifted.exit).toBe(2);
    expect(drifted.out).toContain('2 field(s) were changed elsewhere since the last apply');
    expect(made(next, 'result.env')).toContain('drift=changes');
    const lost = await steps(shop, next, ['drift'], { KEFU_APP_SECRET: 'f'.repeat(32) });
    expect(lost.exit).toBe(4);
    expect(lost.out).toContain('Nobody could look');
    expect(lost.out).not.toContain('differs from the config');
    expect(made(next, 'result.env')).toContain('drift=failure');
  });

  test('a faulty config: exit 3, nothing sent, nothing of an earlier run left, and a comment that says why', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    await steps(shop, machine, ['plan']);
    const requests = shop.emulator.world.requests.length;
    shop.push({ 'kefu.yaml': configWith('{ alice: { nickname: seventeen letters } }') });
    const run = await steps(shop, machine, ['fresh', 'plan', 'has-changes', 'apply']);
    expect(run).toMatchObject({ exit: 3, verb: 'plan' });
    expect(made(machine, 'plan.json')).toBeUndefined();
    expect(made(machine, 'plan.md')).toContain('Could not plan');
    expect(made(machine, 'plan.md')).toContain('`kefu.yaml:8:32`');
    expect(await steps(shop, machine, ['has-changes'])).toMatchObject({ exit: 1 });
    expect(await steps(shop, machine, ['apply'])).toMatchObject({ exit: 3 });
    expect(shop.emulator.world.requests).toHaveLength(requests);
  });

  test('a wrong secret: exit 4, and the comment names WeChat’s answer, with commit and run', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const env = {
      KEFU_APP_SECRET: 'f'.repeat(32),
      CI_COMMIT_SHA: '0123456789abcdef0123456789abcdef01234567',
      CI_JOB_URL: 'https://ci.example.com/jobs/7',
    };
    expect(await steps(shop, machine, ['plan'], env)).toMatchObject({ exit: 4 });
    const text = made(machine, 'plan.md') ?? '';
    for (const said of ['Could not plan', '40125', env.CI_COMMIT_SHA, `](<${env.CI_JOB_URL}>)`, 'UTC'])
      expect(text).toContain(said);
    expect(made(machine, 'result.env')).toContain('has-changes=false');
  });

  test('a partial failure: exit 7, and the state of what was done is pushed', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    await steps(shop, machine, ['plan']);
    shop.emulator.inject({ kind: 'errcode', errcode: 65403, path: 'kfaccount/add', nth: 2 });
    shop.push({ NOTES: 'someone merges something else' });
    const run = await steps(shop, machine, ['apply']);
    expect(run.exit, run.out).toBe(7);
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
    expect(shop.onServer('kefu.state.json')).not.toContain('bob@kftest');
    expect(shop.onServer('NOTES')).toContain('someone');
    expect(JSON.parse(made(machine, 'notice.feishu.json') ?? '').card.header.template).toBe('red');
  });

  test('an approval of another plan: exit 6 before anything is written', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    await steps(shop, machine, ['plan']);
    const digest = /content `(sha256:[0-9a-f]{64})`/.exec(made(machine, 'plan.md') ?? '')?.[1] ?? '';
    expect((await steps(shop, machine, ['plan', `approved ${digest}`])).exit).toBe(0);
    shop.push({ 'kefu.yaml': configWith('{ carol: { nickname: 卡罗 } }') });
    for (const given of [digest, '', '""', 'sha256:.*'])
      expect(await steps(shop, machine, ['fresh', 'plan', `approved ${given}`])).toMatchObject({
        exit: 6,
        verb: `approved ${given}`,
      });
  });

  test('a state that can not be pushed: the run fails although the apply did not', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const run = await steps(shop, machine, ['plan', 'apply'], {
      KEFU_PUSH_URL: join(shop.folder, 'nowhere.git'),
    });
    expect(run).toMatchObject({ exit: 1, verb: 'apply' });
    expect(run.out).toContain('The state could not be pushed');
    expect(shop.emulator.world.accounts).toHaveLength(2);
  });
});

describe('the comment', () => {
  const forges = {
    GitHub: (url: string) => ({
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'team/shop',
      KEFU_PULL_REQUEST: '7',
    }),
    GitLab: (url: string) => ({
      GITLAB_CI: 'true',
      CI_API_V4_URL: `${url}/api/v4`,
      CI_PROJECT_ID: '9',
      CI_MERGE_REQUEST_IID: '7',
    }),
  };

  test.each(Object.entries(forges))(
    'of %s is written once and renewed, also by one that says why there is no plan; a stranger’s is left alone',
    async (_name, variables) => {
      const shop = await team({ 'kefu.yaml': twoAccounts });
      const machine = shop.checkOut();
      const there = await forge();
      const env = {
        ...variables(there.url),
        KEFU_COMMENT_TOKEN: 'token-of-the-bot',
        KEFU_COMMENT_AUTHOR: 'kefu-bot',
      };
      await steps(shop, machine, ['plan']);
      const [marker = ''] = (made(machine, 'plan.md') ?? '').split('\n');
      there.comments.push({ id: 99, body: `${marker}\nplanted`, author: 'mallory' });
      const written = await steps(shop, machine, ['comment'], env);
      expect(written.exit, written.out).toBe(0);
      expect(there.comments).toHaveLength(2);
      expect(there.comments[1]?.body).toBe(made(machine, 'plan.md'));
      await steps(shop, machine, ['plan'], { KEFU_APP_SECRET: 'f'.repeat(32) });
      expect((await steps(shop, machine, ['comment'], env)).exit).toBe(0);
      expect(there.comments.map(({ author }) => author)).toEqual(['mallory', 'kefu-bot']);
      expect(there.comments[1]?.body).toContain('Could not plan');
      expect(there.comments[0]?.body).toContain('planted');
      expect(there.requests.every(({ line }) => !line.includes('token-of-the-bot'))).toBe(true);
      expect(JSON.stringify(there.requests[0]?.headers)).toContain('token-of-the-bot');
    },
  );

  test.each([
    [
      'CNB',
      (url: string) => ({
        CNB_API_ENDPOINT: url,
        CNB_REPO_SLUG: 'team/shop',
        CNB_PULL_REQUEST_IID: '7',
        CNB_TOKEN: 'token-of-the-bot',
      }),
      ['POST /team/shop/-/pulls/7/comments'],
    ],
    [
      'Gitee',
      (url: string) => ({
        KEFU_API_URL: url,
        KEFU_REPOSITORY: 'team/shop',
        GITEE_PULL_ID: '7',
        KEFU_COMMENT_TOKEN: 'token-of-the-bot',
      }),
      ['POST /repos/team/shop/pulls/7/comments?access_token=token-of-the-bot'],
    ],
    [
      'Codeup',
      (url: string) => ({
        KEFU_API_URL: url,
        KEFU_CODEUP_ORGANIZATION: 'o1',
        KEFU_CODEUP_REPOSITORY: '99',
        CI_COMMIT_REF_NAME: 'rename',
        KEFU_COMMENT_TOKEN: 'token-of-the-bot',
      }),
      [
        'GET /oapi/v1/codeup/organizations/o1/changeRequests?projectIds=99&state=opened&orderBy=updated_at&sort=desc&page=1&perPage=100',
        'POST /oapi/v1/codeup/organizations/o1/repositories/99/changeRequests/11/comments',
      ],
    ],
  ])('of %s is a new one each time', async (_name, variables, lines) => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const there = await forge();
    const ended = await steps(shop, machine, ['plan', 'comment'], variables(there.url));
    expect(ended.exit, ended.out).toBe(0);
    expect(there.requests.map((request) => request.line)).toEqual(lines);
    expect(there.comments[0]?.body).toBe(made(machine, 'plan.md'));
    expect(ended.out).not.toContain('token-of-the-bot');
  });

  test('of Codeup fails where the branch has no open change request', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const there = await forge();
    const ended = await steps(shop, shop.checkOut(), ['plan', 'comment'], {
      KEFU_API_URL: there.url,
      KEFU_CODEUP_ORGANIZATION: 'o1',
      KEFU_CODEUP_REPOSITORY: '99',
      CI_COMMIT_REF_NAME: 'nowhere',
      KEFU_COMMENT_TOKEN: 'token-of-the-bot',
    });
    expect(ended).toMatchObject({ exit: 1, verb: 'comment' });
    expect(ended.out).toContain('There is no open change request of the branch nowhere');
    expect(there.comments).toEqual([]);
  });

  test('says so when kefu did not even start, and fails when nobody takes it', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const there = await forge();
    const env = { ...forges.GitHub(there.url), KEFU_COMMENT_TOKEN: 'token-of-the-bot' };
    expect((await steps(shop, machine, ['comment'], env)).exit).toBe(0);
    expect(there.comments[0]?.body).toContain('kefu did not start');
    const lost = await steps(shop, machine, ['comment'], { ...env, GITHUB_API_URL: 'http://127.0.0.1:1' });
    expect(lost.exit).not.toBe(0);
    expect(lost.out).not.toContain('token-of-the-bot');
  });
});

describe('the notices', () => {
  test('are posted to the robots whose address is set, signed where the robot wants it', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const there = await forge();
    const env = {
      KEFU_WECOM_URL: `${there.url}/cgi-bin/webhook/send?key=k`,
      KEFU_DINGTALK_URL: `${there.url}/robot/send?access_token=t`,
      KEFU_DINGTALK_SECRET: 'SEC-of-ding',
      KEFU_FEISHU_URL: `${there.url}/open-apis/bot/v2/hook/id`,
      KEFU_FEISHU_SECRET: 'secret-of-feishu',
    };
    const ended = await steps(shop, machine, ['plan', 'notify'], env);
    expect(ended.exit, ended.out).toBe(0);
    const [wecom, dingtalk, feishu] = there.notices;
    expect(wecom).toEqual({
      path: '/cgi-bin/webhook/send?key=k',
      body: JSON.parse(made(machine, 'notice.wecom.json') ?? ''),
    });
    const query = new URL(dingtalk?.path ?? '', there.url).searchParams;
    const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
    expect(query.get('sign')).toBe(hmac('SEC-of-ding', `${query.get('timestamp')}\nSEC-of-ding`));
    expect(query.get('timestamp')).toMatch(/^\d{13}$/);
    expect(feishu?.body).toMatchObject({ msg_type: 'interactive' });
    expect(feishu?.body.timestamp).toMatch(/^\d{10}$/);
    expect(feishu?.body.sign).toBe(hmac(`${feishu?.body.timestamp}\nsecret-of-feishu`, ''));
    expect(made(machine, 'signed.json')).toBeUndefined();
  });

  test('that a robot refuses are told, without its address, and fail nothing', async () => {
    const shop = await team({ 'kefu.yaml': twoAccounts });
    const machine = shop.checkOut();
    const there = await forge();
    there.answer = { errcode: 310000, errmsg: 'keywords not in content' };
    const env = {
      KEFU_DINGTALK_URL: `${there.url}/robot/send?access_token=secret-of-ding`,
      KEFU_WECOM_URL: 'secret-nonsense',
    };
    const ended = await steps(shop, machine, ['plan', 'notify'], env);
    expect(ended.exit).toBe(0);
    expect(ended.out).toContain('dingtalk did not take the notice: 310000 keywords not in content');
    expect(ended.out).toContain('What is set as the address of wecom is none');
    expect(ended.out).not.toMatch(/secret-/);
    rmSync(join(machine, 'kefu-out'), { recursive: true });
    expect((await steps(shop, machine, ['notify'], env)).exit).toBe(0);
  });
});
