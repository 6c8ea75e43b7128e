import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountId, loadMessages, messagesOfBundle, openSender, Secret } from '../../src/index.ts';
import { messageStage } from '../messages/stage.ts';
import { connectionTo, patientClock } from '../wechat/opened.ts';
import { openRawServer, testToken } from '../wechat/servers.ts';

const examples = join(import.meta.dirname, '../../examples/messages');
const load = () => loadMessages('kefu.yaml', { cwd: examples, env: {} });
const bundle = {
  format_version: '1.0',
  kefu_version: '0.1.0',
  official_account: { name: 'shop', app_id: 'wxemu0000000000001', wechat_id: 'kftest' },
  templates: { hi: { msgtype: 'text', text: { content: '您好' } } },
  sequences: {
    thanks: { after: 'pay', templates: ['hi'] },
    sorry: { after: 'complaint', templates: ['hi'] },
  },
};

const noOpenIds = ['', '王小明', 'o CUSTOMER', 'oCUSTOMER_1\n', 'o'.repeat(65), 'openid,name'];

describe('given something that is not an OpenID', () => {
  test.each(noOpenIds)('%j is refused as the command line refuses it, and not repeated', async (to) => {
    const messages = await load();
    const failures = [
      await refused(messages.render('text', { to })),
      await refused(messagesOfBundle(bundle).render('hi', { to })),
    ];
    for (const failure of failures) expect(failure).toMatchObject({ name: 'Failure', code: 'openid' });
    if (to !== '') expect(JSON.stringify(failures.map(String))).not.toContain(to);
  });

  test('a sender refuses it before anything is sent', async () => {
    const { emulator } = await messageStage();
    const sender = openSender(connectionTo(emulator.url, emulator.appId, emulator.appSecret), patientClock());
    const body = { touser: '王小明', msgtype: 'text', text: { content: '您好' } } as const;
    expect(await refused(sender.send(body))).toMatchObject({ code: 'openid' });
    expect(await refused(sender.typing('王小明', 'Typing'))).toMatchObject({ code: 'openid' });
    expect(emulator.world.requests).toEqual([]);
    await sender.close();
  });
});

describe('given the account that speaks', () => {
  test('accountId makes one that render takes', async () => {
    const as = accountId('test1', 'kftest');
    expect((await (await load()).render('text', { to: 'oCUSTOMER_1', as })).customservice).toEqual({
      kf_account: 'test1@kftest',
    });
    const body = await messagesOfBundle(bundle).render('hi', {
      to: 'oCUSTOMER_1',
      as: accountId('any', 'kftest'),
    });
    expect(body.customservice).toEqual({ kf_account: 'any@kftest' });
  });

  test.each([
    ['', 'kftest'],
    ['elevenchars', 'kftest'],
    ['alice@kftest', 'kftest'],
    ['小美', 'kftest'],
    ['alice', ''],
    ['alice', '@kftest'],
    ['alice', 'k'.repeat(31)],
  ])('accountId(%j, %j) throws a Failure', (name, wechatId) => {
    expect(() => accountId(name, wechatId)).toThrow(
      expect.objectContaining({ name: 'Failure', code: 'account-id' }),
    );
  });

  test('one that is not there is refused, as --as refuses it', async () => {
    const [nobody, stranger] = [accountId('nobody', 'kftest'), accountId('test1', 'other')];
    const render = (await load()).render;
    for (const as of [nobody, stranger])
      expect(await refused(render('text', { to: 'o1', as }))).toMatchObject({ code: 'unknown-account' });
    const ofBundle = messagesOfBundle(bundle).render('hi', { to: 'o1', as: stranger });
    expect(await refused(ofBundle)).toMatchObject({ code: 'unknown-account' });
  });
});

test('a sender goes through the proxy of the environment it is given', async () => {
  const heads: string[] = [];
  const proxy = await openRawServer((socket) => {
    socket.once('data', (head) => {
      heads.push(head.toString('latin1'));
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  });
  const connection = {
    ...connectionTo('https://api.weixin.qq.com', 'wx', ''),
    credentials: { kind: 'access-token', read: async () => new Secret(testToken) },
  } as const;
  const sender = openSender(connection, patientClock(), { env: { HTTPS_PROXY: proxy.url } });
  expect(await sender.typing('oCUSTOMER_1', 'Typing')).toMatchObject({ cause: { code: 'proxy' } });
  expect(heads).toEqual([expect.stringContaining('CONNECT api.weixin.qq.com:443')]);
  await sender.close();
});

test('what is unknown gets a hint that is true for a message', async () => {
  const { emulator } = await messageStage();
  const sender = openSender(connectionTo(emulator.url, emulator.appId, emulator.appSecret), patientClock());
  emulator.inject({ kind: 'errcode', errcode: -1, path: 'message/custom/send' });
  const outcome = await sender.send({ touser: 'oCUSTOMER_1', msgtype: 'text', text: { content: '您好' } });
  expect(outcome).toMatchObject({
    kind: 'unknown',
    cause: { hint: expect.stringContaining('does not send it again') },
  });
  await sender.close();
});

describe('given a push that WeChat encrypted', () => {
  const secret = '<Encrypt><![CDATA[c2VjcmV0]]></Encrypt>';

  test('it is told apart from a push without a click', async () => {
    const push = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName>${secret}</xml>`;
    const failure = await refused((await load()).parseMenuReply(push));
    expect(failure).toMatchObject({ name: 'Failure', code: 'push-encrypted' });
    expect(String(failure)).not.toContain('c2VjcmV0');
  });

  test('in the compatible mode the plain part is read', async () => {
    const click = readFileSync(
      join(import.meta.dirname, '../contract/events/msgmenu_click.official.xml'),
      'utf8',
    ).replace('</xml>', `${secret}</xml>`);
    expect(await (await load()).parseMenuReply(click)).toMatchObject({ id: '101' });
  });
});

test('a bundle may say that a sequence follows a payment or a complaint', () => {
  expect(messagesOfBundle(bundle).sequences.map(({ after }) => after)).toEqual(['pay', 'complaint']);
});

async function refused(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    (value) => {
      throw new Error(`It was not refused: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
