import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFolder } from './list-folder.ts';
import { listStage } from './list-stage.ts';
import { messageStage } from './stage.ts';

test('given --set with an empty value, as of a variable of the shell that is not set: expect it refused by name, nobody written to', async () => {
  const stage = await listStage();
  await expect(stage.send({ set: ['name='] })).rejects.toMatchObject({
    kind: 'config',
    code: 'empty-value',
    message: '--set name= gives no value.',
    hint: expect.stringContaining('--values: name: ""'),
  });
  expect(stage.calls()).toBe(0);
});

test('given an empty text that is meant, in a file of --values: expect it to win over the default', async () => {
  const folder = listFolder({ 'values.yaml': 'name: ""\n' });
  writeFileSync(
    join(folder, 'kefu.yaml'),
    `version: 1
officialAccount: { name: shop, wechatId: kftest, appId: wxemu0000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }
accounts: { alice: { nickname: 小美 } }
templates:
  hi:
    msgtype: text
    variables: { name: { type: string, default: 顾客 } }
    text: { content: "{{ name }}您好" }
`,
  );
  const stage = await messageStage(folder);
  stage.says('在吗');
  expect((await stage.send('hi', { values: 'values.yaml' })).exit).toBe(0);
  const [said] = stage.emulator.world.messages.filter(({ from }) => from === 'account');
  expect(JSON.stringify(said)).toContain('"您好"');
});
