// Nothing is saved that would not say what is meant.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultOfRewritten } from '../../src/config/write-checked.ts';
import { parsed } from '../../src/config/write-start.ts';
import { exportStage } from './exporting.ts';

const officialAccount =
  '{ "name": "shop-cn", "wechatId": "kftest", "appId": "wxemu0000000000001", "credentials": { "appSecret": { "env": "KEFU_APP_SECRET" } } }';

/** A live account, and a config. */
async function stageOf(text: string) {
  const stage = await exportStage();
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  stage.write('kefu.yaml', text);
  return stage;
}

test.each([
  ['in a line', `{ "version": 1, "officialAccount": ${officialAccount}, "accounts": {} }\n`],
  ['in lines', `{\n  "version": 1,\n  "officialAccount": ${officialAccount},\n  "accounts": {\n  }\n}\n`],
])('given a config of JSON %s, expect the account within its braces, and an empty plan', async (_, text) => {
  const stage = await stageOf(text);
  await stage.export({ avatars: false });
  expect(stage.read('kefu.yaml')).toMatch(/"accounts": \{ alice: \{ nickname: "小美" \} \s*\}/);
  expect((await stage.plan()).document.resource_changes).toEqual([]);
});

test('given an empty account over an inherited one, expect the live nickname within its braces', async () => {
  const stage = await stageOf(
    `version: 1\nextends: [base.yaml]\nofficialAccount: ${officialAccount}\naccounts:\n  alice: {}\n`,
  );
  stage.write('base.yaml', 'accounts:\n  alice: { nickname: 美 }\n');
  await stage.export({ avatars: false });
  expect(stage.read('kefu.yaml')).toContain('\n  alice: { nickname: "小美" }\n');
  expect((await stage.plan()).document.resource_changes).toEqual([]);
});

test('given an account behind a question mark, expect the new one beside it', async () => {
  const stage = await stageOf(
    `version: 1\nofficialAccount: ${officialAccount}\naccounts:\n  ? alice\n  : nickname: 小美\n`,
  );
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
  await stage.export({ avatars: false });
  expect(stage.read('kefu.yaml')).toContain('\n  bob:\n    nickname: 阿博\n');
  expect((await stage.plan()).document.resource_changes).toEqual([]);
});

test('given a text that the list of what was left out would change, expect a refusal and no byte changed', async () => {
  const text = `version: 1
officialAccount: ${officialAccount}
accounts:
  alice: { nickname: 小美 }
templates:
  welcome:
    as: alice
    msgtype: text
    text:
      content: |+
        您好
`;
  const stage = await stageOf(text);
  stage.emulator.addAccount({ account: '', nickname: '张三' });
  await expect(stage.export({ avatars: false })).rejects.toMatchObject({
    code: 'export-not-as-meant',
    kind: 'config',
    message: expect.stringContaining('It was not touched.'),
  });
  expect(stage.read('kefu.yaml')).toBe(text);
  expect(existsSync(join(stage.folder, 'kefu.state.json'))).toBe(false);
});

test('given live accounts that this config may not hold together, expect the fault and no byte changed', async () => {
  const text = `version: 1\nofficialAccount: ${officialAccount}\nlint: { worker-twice: error }\naccounts: {}\n`;
  const stage = await stageOf(text);
  const worker = {
    state: 'invited',
    wechatId: 'wxid_a',
    answer: 'waiting',
    expiresAt: stage.emulator.now() + 3_600_000,
  } as const;
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博', worker });
  stage.emulator.addAccount({ account: 'carol@kftest', nickname: '卡罗', worker });
  await expect(stage.export({ avatars: false })).rejects.toMatchObject({
    code: 'export-not-as-meant',
    diagnostics: [expect.objectContaining({ severity: 'error' })],
  });
  expect(stage.read('kefu.yaml')).toBe(text);
});

test.each([
  ['is no YAML', 'accounts: {\n  alice:\n'],
  ['has an account in another', 'accounts:\n  alice:\n    nickname: 小美\n    bob: { nickname: 阿博 }\n'],
  ['lost something else', 'accounts:\n  bob: { nickname: 阿博 }\n'],
])('given a text that %s, expect it told as another meaning', async (_, text) => {
  const stage = await exportStage();
  const file = join(stage.folder, 'kefu.yaml');
  writeFileSync(file, '');
  const { tree: before } = parsed('accounts:\n  alice: { nickname: 小美 }\n', file, 'kefu.yaml');
  const accounts = [{ name: 'bob', nickname: '阿博' }];
  const rewritten = { file, shown: 'kefu.yaml', text, before, accounts };
  expect(await faultOfRewritten(rewritten, { env: {}, cwd: stage.folder })).toBe('other-meaning');
});
