// What somebody saves while an export reads what is live is not overwritten.
import { expect, test } from 'vitest';
import { exportStage } from './exporting.ts';

const config = (nickname: string) => `version: 1
officialAccount: { name: shop-cn, wechatId: kftest, appId: wxemu0000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }
accounts:
  alice: { nickname: ${nickname} }
`;

/** A stage on which somebody does something while the list is read. */
async function stageWith(meanwhile: (stage: Awaited<ReturnType<typeof exportStage>>) => void) {
  const stage = await exportStage();
  const { world } = stage.emulator;
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const push = world.requests.push.bind(world.requests);
  world.requests.push = (...requests) => {
    if (requests.some(({ path }) => path.endsWith('getkflist'))) meanwhile(stage);
    return push(...requests);
  };
  return stage;
}

test('given an edit of the config meanwhile, expect a refusal and the edit as it was', async () => {
  const edited = `# edited\n${config('大美')}`;
  const stage = await stageWith(({ write }) => write('kefu.yaml', edited));
  stage.write('kefu.yaml', config('美'));
  await expect(stage.export({ avatars: false })).rejects.toMatchObject({
    code: 'file-changed',
    kind: 'config',
  });
  expect(stage.read('kefu.yaml')).toBe(edited);
});

test('given a file made meanwhile where a first export would write, expect it as it was', async () => {
  const stage = await stageWith(({ write }) => write('kefu.yaml', 'precious'));
  await expect(stage.exportAfresh({ avatars: false })).rejects.toMatchObject({ code: 'file-exists' });
  expect(stage.read('kefu.yaml')).toBe('precious');
});

test('given a file made meanwhile where --out names it, expect it as it was', async () => {
  const stage = await stageWith(({ write }) => write('live.yaml', 'precious'));
  stage.write('kefu.yaml', config('美'));
  const exported = stage.export({ out: './live.yaml', avatars: false });
  await expect(exported).rejects.toMatchObject({ code: 'file-exists' });
  expect(stage.read('live.yaml')).toBe('precious');
});
