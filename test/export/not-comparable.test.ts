// A picture that can't be compared is not taken for another one.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exportStage } from './exporting.ts';

const head = `version: 1
officialAccount: { name: shop-cn, wechatId: kftest, appId: wxemu0000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }
accounts:
`;

async function pngOf(background: string, side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer();
}

/** An account whose config and live pictures are these. */
async function stageWith(own: Buffer, served: Buffer) {
  const stage = await exportStage();
  stage.emulator.world.pictures.small = { format: 'png', base64: served.toString('base64') };
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美', picture: 'small' });
  stage.write('alice.png', own as unknown as string);
  stage.write('kefu.yaml', `${head}  alice: { nickname: 小美, avatar: ./alice.png }\n`);
  const { text } = await stage.export();
  const { objects } = JSON.parse(stage.read('kefu.state.json'));
  return { ...stage, report: JSON.parse(text), record: objects['kf_account.alice@kftest'] };
}

test('given a live picture too small to compare, expect the avatar of the config left alone and told', async () => {
  const { report, record, read } = await stageWith(await pngOf('red', 640), await pngOf('red', 64));
  expect(report).toMatchObject({
    avatars: [],
    left_out: [
      {
        what: 'the picture of alice@kftest',
        reason: "could not be compared with the config's; the config keeps its own",
      },
    ],
  });
  expect(read('kefu.yaml')).toContain('avatar: ./alice.png');
  expect(record).not.toHaveProperty('avatar');
});

test('given the very bytes of the config, however small, expect them known as the live ones', async () => {
  const small = await pngOf('red', 64);
  const { report, record } = await stageWith(small, small);
  expect(report).toMatchObject({ written: false, avatars: [], left_out: [] });
  expect(record).toMatchObject({ avatar: { sha256: expect.any(String) } });
});
