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

const child = config('小美')
  .replace('version: 1\n', 'version: 1\nextends: [base.yaml]\n')
  .replace(/accounts:[\s\S]*/, '');
const base = (nickname: string) => `accounts:\n  alice: { nickname: ${nickname} }\n`;

/** A config that extends a file, which is edited while the list is read, and a live account that it lacks. */
async function stageOverEditedBase() {
  const stage = await stageWith(({ write }) => write('base.yaml', base('大美')));
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
  stage.write('base.yaml', base('小美'));
  stage.write('kefu.yaml', child);
  return stage;
}

test('given an edit meanwhile of a file that the config extends, expect a refusal that names it, and both files as they were', async () => {
  const stage = await stageOverEditedBase();
  await expect(stage.export({ avatars: false })).rejects.toMatchObject({
    code: 'file-changed',
    message: expect.stringContaining('base.yaml'),
  });
  expect(stage.read('kefu.yaml')).toBe(child);
  expect(stage.read('base.yaml')).toBe(base('大美'));
});

test('given an edit meanwhile of what --out starts from, expect no file made of what it was before', async () => {
  const extending = await stageOverEditedBase();
  const exported = extending.export({ out: './live.yaml', avatars: false });
  await expect(exported).rejects.toMatchObject({ code: 'file-changed' });
  expect(() => extending.read('live.yaml')).toThrow('ENOENT');

  const plain = await stageWith(({ write }) => write('kefu.yaml', config('大美')));
  plain.write('kefu.yaml', config('美'));
  await expect(plain.export({ out: './live.yaml', avatars: false })).rejects.toMatchObject({
    code: 'file-changed',
  });
  expect(() => plain.read('live.yaml')).toThrow('ENOENT');
});
