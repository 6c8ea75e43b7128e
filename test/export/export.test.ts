import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { exportStage, putPicture } from './exporting.ts';

/** It holds the address of this installation. */
const schemaLine = /^# yaml-language-server: \$schema=file:.*\n/;

/** Paths that change something, or would. */
function writes(stage: Awaited<ReturnType<typeof exportStage>>): string[] {
  return stage.emulator.world.requests
    .map(({ path }) => path)
    .filter((path) => /^\/customservice\//.test(path));
}

async function expectEmptyPlan(stage: Awaited<ReturnType<typeof exportStage>>, config?: string) {
  const { exit, document } = await stage.plan(config);
  expect(document.resource_changes).toEqual([]);
  expect(document.resource_drift).toEqual([]);
  expect(document.guards).toEqual([]);
  expect(document.unverifiable).toEqual([]);
  expect(exit).toBe(0);
  return document;
}

describe('init --from-live', () => {
  beforeAll(freshBuild);

  test('given live accounts, expect the file that says so, and a plan that is empty', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const kefu = (...args: string[]) => startKefu(args, { cwd: stage.folder, env: stage.env });
    const half = await kefu('init', '--from-live');
    expect(half.exit).toBe(3);
    expect(half.err).toContain('--from-live needs --app-id.');
    const made = await kefu('init', '--from-live', '--app-id', stage.emulator.appId);
    expect(made.exit, made.err).toBe(0);
    expect(stage.read('kefu.yaml')).toMatch(schemaLine);
    expect(stage.read('kefu.yaml')).toContain('# Written by kefu init --from-live. kefu plan shows');
    expect(stage.read('kefu.yaml')).toContain('nickname: 小美');
    await expectEmptyPlan(stage);
    expect(writes(stage).filter((path) => !path.endsWith('getkflist'))).toEqual([]);
    expect((await kefu('init', '--from-live', '--app-id', stage.emulator.appId)).exit).toBe(3);

    const { appId } = stage.emulator;
    const chinese = await kefu('init', 'shop.yaml', '--from-live', '--app-id', appId, '--lang', 'zh-CN');
    expect(chinese.exit, chinese.err).toBe(0);
    expect(stage.read('shop.yaml')).toContain('# 由 kefu init --from-live 写入。kefu plan 显示');
  });
});

describe('a first export', () => {
  test('given accounts with pictures, workers and invitations, expect a config whose plan is empty', async () => {
    const stage = await exportStage();
    const { emulator } = stage;
    emulator.addAccount({
      account: 'alice@kftest',
      nickname: '小美',
      picture: putPicture(emulator, 'day.png'),
      worker: { state: 'bound', wechatId: 'wxid_alice' },
    });
    emulator.addAccount({
      account: 'bob@kftest',
      nickname: '阿博',
      picture: putPicture(emulator, 'glasses.jpg'),
      worker: {
        state: 'invited',
        wechatId: 'wxid_bob',
        answer: 'waiting',
        expiresAt: emulator.now() + 3_600_000,
      },
    });
    emulator.addAccount({ account: 'carol@kftest', nickname: '卡罗' });

    const { exit, text } = await stage.exportAfresh();

    expect(exit).toBe(0);
    expect(JSON.parse(text).next_plan).toMatchObject({ empty: true, unverifiable: [] });
    expect(stage.read('kefu.yaml').replace(schemaLine, '')).toMatchInlineSnapshot(`
      "# Written by kefu export. kefu plan shows what would change; kefu apply makes it so.
      version: 1

      officialAccount:
        name: "kefu"
        wechatId: "kftest"
        appId: "wxemu0000000000001"
        credentials:
          appSecret: { env: KEFU_APP_SECRET }

      accounts:
        alice:
          nickname: 小美
          avatar: ./avatars/alice.png
          worker: wxid_alice
        bob:
          nickname: 阿博
          avatar: ./avatars/bob.jpg
          worker: wxid_bob
        carol:
          nickname: 卡罗
          avatar: ./avatars/carol.jpg

      policy:
        unmanaged: keep
      "
    `);
    expect(stage.readBytes('avatars/alice.png')).toEqual(
      Buffer.from(emulator.world.pictures['seeded-day-png']?.base64 ?? '', 'base64'),
    );
    const document = await expectEmptyPlan(stage);
    expect(document.unchanged.map(({ address }) => address)).toEqual([
      'kefu/kf_account.alice@kftest',
      'kefu/kf_account.bob@kftest',
      'kefu/kf_account.carol@kftest',
    ]);
    expect(document.pending.map(({ field, value }) => [field, value])).toEqual([['worker', 'wxid_bob']]);
    // Not by looking once more: the state file tells which picture is behind which URL.
    expect(document.found).toEqual([]);
    expect(writes(stage)).toEqual([]);
  });

  test('given people to read it, expect to be told in words that the next plan is empty', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const { text } = await stage.exportAfresh({ json: false });
    expect(text).toMatch(/^Wrote kefu\.yaml: 1 account\.\n/);
    expect(text).toMatch(/The next plan is empty\.\n$/);
  });

  test('given gh_ suffixes, expect the WeChat ID to be taken from them', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'kf2001@gh_0a1b2c3d4e5f', nickname: '测试客服', id: 2001 });
    stage.emulator.addAccount({ account: 'kf2002@gh_0a1b2c3d4e5f', nickname: '测试客服', id: 2002 });
    await stage.exportAfresh();
    expect(stage.read('kefu.yaml')).toContain('wechatId: "gh_0a1b2c3d4e5f"\n');
    expect((await expectEmptyPlan(stage)).unchanged).toHaveLength(2);
  });

  test('given mixed suffixes, expect the most frequent one, and a comment on the others', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'kf2001@gh_0a1b2c3d4e5f', nickname: '老客服' });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
    const { text } = await stage.exportAfresh();
    expect(JSON.parse(text).left_out).toMatchObject([
      { what: 'kf2001@gh_0a1b2c3d4e5f "老客服"', reason: 'does not end in @kftest' },
    ]);
    expect(stage.read('kefu.yaml')).toMatch(
      /^# Live accounts.*\n# {3}kf2001@gh_0a1b2c3d4e5f "老客服": does not end in @kftest\n$/m,
    );
    await expectEmptyPlan(stage);
  });

  test('given emoji, words YAML takes for values and duplicate nicknames, expect each back as it was', async () => {
    const stage = await exportStage();
    const nicknames = {
      a: '👩‍💻 客服',
      b: '客服',
      c: '客服',
      d: 'yes',
      e: '001',
      f: 'null',
      g: '# 1',
      h: "it's: so",
      i: '{{name}}',
      j: '- x',
      k: ' 空 ',
      l: '"quoted"',
      m: '\\n',
      n: '1e3',
      o: '*ptr',
      p: '12:30:45',
      q: '~',
      on: '🏳️‍🌈👍🏽',
      '001': '零零一',
      null: '空',
    };
    for (const [name, nickname] of Object.entries(nicknames)) {
      stage.emulator.addAccount({ account: `${name}@kftest`, nickname });
    }
    await stage.exportAfresh();
    expect((await expectEmptyPlan(stage)).unchanged).toHaveLength(20);
  });

  test('given people added in the console without kf_account, expect a comment and an empty plan', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: '', nickname: '张三', id: 2005 });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const { text } = await stage.exportAfresh();
    expect(JSON.parse(text).left_out).toMatchObject([
      { what: '"张三" (kf_id 2005)', reason: "added in WeChat's console, has no kf_account" },
    ]);
    expect(stage.read('kefu.yaml')).toContain(
      '#   "张三" (kf_id 2005): added in WeChat\'s console, has no kf_account\n',
    );
    await expectEmptyPlan(stage);
  });

  test('given nicknames that no config may hold, expect them escaped in comments, and the file valid', async () => {
    const stage = await exportStage();
    const hostile = [
      'a\nb: {}',
      '\u0007',
      'x\u202Egpj',
      'zero\u200Bwidth',
      '',
      ' ',
      'seventeen letters',
      'f'.repeat(32),
      '\r# x',
      '\u{E0041}',
    ];
    hostile.forEach((nickname, index) => {
      stage.emulator.addAccount({ account: `h${index}@kftest`, nickname });
    });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const { text } = await stage.exportAfresh();
    const { accounts, left_out: leftOut } = JSON.parse(text);
    expect(accounts).toEqual(['alice@kftest']);
    expect(leftOut).toHaveLength(hostile.length);
    expect(stage.read('kefu.yaml').replace(schemaLine, '')).toMatchInlineSnapshot(`
      "# Written by kefu export. kefu plan shows what would change; kefu apply makes it so.
      version: 1

      officialAccount:
        name: "kefu"
        wechatId: "kftest"
        appId: "wxemu0000000000001"
        credentials:
          appSecret: { env: KEFU_APP_SECRET }

      accounts:
        alice:
          nickname: 小美
          avatar: ./avatars/alice.jpg

      policy:
        unmanaged: keep

      # Live accounts that kefu export left out:
      #   h0@kftest "a\\u{A}b: {}": The nickname has a character that can't be seen: \\u{A}.
      #   h1@kftest "\\u{7}": The nickname has a character that can't be seen: \\u{7}.
      #   h2@kftest "x\\u{202E}gpj": The nickname has a character that can't be seen: \\u{202E}.
      #   h3@kftest "zero\\u{200B}width": The nickname has a character that can't be seen: \\u{200B}.
      #   h4@kftest "": \`nickname\` is empty.
      #   h5@kftest " ": The nickname has nothing but spaces.
      #   h6@kftest "seventeen letters": The nickname has 17 characters; WeChat takes at most 16.
      #   h7@kftest "********************************": This looks like an AppSecret or an access token.
      #   h8@kftest "\\u{D}# x": The nickname has a character that can't be seen: \\u{D}.
      #   h9@kftest "\\u{E0041}": The nickname has a character that can't be seen: \\u{E0041}.
      "
    `);
    await expectEmptyPlan(stage);
  });

  test('given what can not be written, expect comments and report in Chinese, and an export in English to replace them', async () => {
    const stage = await exportStage();
    stage.emulator.world.settings.pictureUrls = 'mmbiz-http';
    stage.emulator.addAccount({ account: '', nickname: '张三', id: 2005 });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    stage.emulator.addAccount({ account: 'Alice@kftest', nickname: '大美' });
    stage.emulator.addAccount({ account: 'bob@gh_0a1b2c3d4e5f', nickname: '老客服' });
    stage.emulator.addAccount({ account: 'carol@kftest', nickname: '一二三四五六七八九十一二三四五六七' });
    stage.env.KEFU_LANG = 'zh-CN';
    const { text } = await stage.exportAfresh({ json: false });
    expect(text).toContain('\n  “张三”（客服工号 2005）：在后台添加，没有账号名\n');
    expect(text).toContain('\n  Alice@kftest 的头像：无法下载\n');
    expect(stage.read('kefu.yaml')).toContain(`
# kefu export 没有写入的线上账号：
#   alice@kftest“小美”：与 Alice 只有大小写不同
#   bob@gh_0a1b2c3d4e5f“老客服”：不以 @kftest 结尾
#   carol@kftest“一二三四五六七八九十一二三四五六七”：昵称有 17 个字，微信最多允许 16 个。
#   “张三”（客服工号 2005）：在后台添加，没有账号名
#   Alice@kftest 的头像：无法下载
`);
    stage.env.KEFU_LANG = 'en';
    await stage.export();
    expect(stage.read('kefu.yaml')).not.toContain('没有写入');
    expect(stage.read('kefu.yaml')).toMatch(/^# Live accounts that kefu export left out:$/m);
  });

  test('given names that differ only in case, expect one to be written', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'Alice@kftest', nickname: '大美' });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const { text } = await stage.exportAfresh();
    expect(JSON.parse(text).left_out).toMatchObject([
      { what: 'alice@kftest "小美"', reason: 'differs from Alice only in upper and lower case' },
    ]);
    await expectEmptyPlan(stage);
  });

  test('given a rejected invitation, expect it not to be sent again by the exported config', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({
      account: 'alice@kftest',
      nickname: '小美',
      worker: {
        state: 'invited',
        wechatId: 'wxid_a',
        answer: 'rejected',
        expiresAt: stage.emulator.now() + 1000,
      },
    });
    await stage.exportAfresh();
    expect(stage.read('kefu.yaml')).not.toContain('wxid_a');
    await expectEmptyPlan(stage);
  });

  test('given pictures that can not be fetched, expect the avatar left out and told', async () => {
    const stage = await exportStage();
    stage.emulator.world.settings.pictureUrls = 'mmbiz-http';
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const { text } = await stage.exportAfresh();
    expect(JSON.parse(text).left_out).toMatchObject([
      { what: 'the picture of alice@kftest', reason: "can't be fetched" },
    ]);
    await expectEmptyPlan(stage);
  });

  test('given no live account, expect to be asked for the WeChat ID and no file', async () => {
    const stage = await exportStage();
    await expect(stage.exportAfresh()).rejects.toMatchObject({ code: 'wechat-id-unknown' });
    expect(existsSync(join(stage.folder, 'kefu.yaml'))).toBe(false);
    await stage.exportAfresh({ wechatId: 'kftest' });
    await expectEmptyPlan(stage);
  });

  test('given a config that is there, expect it untouched and nothing sent', async () => {
    const stage = await exportStage();
    stage.write('kefu.yaml', 'precious');
    await expect(stage.exportAfresh()).rejects.toMatchObject({ code: 'file-exists' });
    expect(stage.read('kefu.yaml')).toBe('precious');
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test('given an AppID that is none or no secret, expect the fault and nothing sent', async () => {
    const stage = await exportStage();
    await expect(stage.export({ appId: 'wx1' })).rejects.toMatchObject({ diagnostics: [{ code: 'app-id' }] });
    await expect(stage.export({})).rejects.toMatchObject({ code: 'config-not-found' });
    expect(stage.emulator.world.requests).toEqual([]);
  });
});

const written = (more: string) => `# Our accounts. Ask Li before you change them.
version: 1
officialAccount: { name: shop-cn, wechatId: kftest, appId: wxemu0000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }   # live since 2019

accounts:
    # the day shift
    alice:            # Li
        nickname: '小美'   # approved by marketing
        protect: true
${more}
policy: {unmanaged: keep}   # never delete
`;

describe('an export into a config that is there', () => {
  test('given changed and new accounts, expect comments, order and form kept, and an empty plan', async () => {
    const stage = await exportStage();
    stage.write('kefu.yaml', written('    dora: {nickname: 朵拉}   # night\n    # end of shifts'));
    stage.emulator.addAccount({
      account: 'alice@kftest',
      nickname: '小美 (夜班)',
      worker: { state: 'bound', wechatId: 'wxid_alice' },
    });
    stage.emulator.addAccount({
      account: 'dora@kftest',
      nickname: '朵',
      worker: { state: 'bound', wechatId: 'wxid_d' },
    });
    stage.emulator.addAccount({ account: 'bob@kftest', nickname: 'on' });
    await stage.export({ avatars: false });
    expect(stage.read('kefu.yaml').replace(schemaLine, '')).toMatchInlineSnapshot(`
      "# Our accounts. Ask Li before you change them.
      version: 1
      officialAccount: { name: shop-cn, wechatId: kftest, appId: wxemu0000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }   # live since 2019

      accounts:
          # the day shift
          alice:            # Li
              nickname: 小美 (夜班)   # approved by marketing
              protect: true
              worker: wxid_alice
          dora: {nickname: "朵", worker: "wxid_d"}   # night
          bob:
              nickname: "on"
          # end of shifts
      policy: {unmanaged: keep}   # never delete
      "
    `);
    const { document } = await stage.plan();
    // There was no record: the new one takes the protection from the config.
    expect(document.resource_changes).toEqual([]);
  });

  test('given nothing new, expect the file and the state file not to be touched', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    await stage.exportAfresh();
    const before = [stage.read('kefu.yaml'), stage.read('kefu.state.json')];
    const { text } = await stage.export({ json: false });
    expect(text).toMatch(
      /^kefu\.yaml is up to date: 1 account\. It was not touched\.\nThe next plan is empty\.\n$/,
    );
    expect([stage.read('kefu.yaml'), stage.read('kefu.state.json')]).toEqual(before);
  });

  test('given what was left out is there no more, expect its comment to go', async () => {
    const stage = await exportStage();
    stage.emulator.addAccount({ account: '', nickname: '张三' });
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    await stage.exportAfresh();
    await stage.export();
    expect(stage.read('kefu.yaml').match(/张三/g)).toHaveLength(1);
    stage.emulator.world.accounts.shift();
    await stage.export();
    expect(stage.read('kefu.yaml')).not.toContain('#   ');
    expect(stage.read('kefu.yaml')).toMatch(/unmanaged: keep\n$/);
  });

  test('given accounts the file wants gone or has and WeChat has not, expect them kept and the plan told', async () => {
    const stage = await exportStage();
    stage.write(
      'kefu.yaml',
      written('    bob: { state: absent }\n    carol: { nickname: 卡罗, previously: [caro] }').replace(
        'protect: true',
        'protect: false',
      ),
    );
    for (const name of ['alice', 'bob', 'caro'])
      stage.emulator.addAccount({ account: `${name}@kftest`, nickname: '小美' });
    const before = stage.read('kefu.yaml');
    const { text } = await stage.export({ avatars: false });
    const { left_out: leftOut, next_plan: plan } = JSON.parse(text);
    expect(leftOut.map(({ reason }: { reason: string }) => reason)).toEqual([
      'the file says state: absent',
      'the file names it in previously',
    ]);
    expect(stage.read('kefu.yaml').startsWith(before)).toBe(true);
    expect(plan).toMatchObject({ empty: false, guards: [{ code: 'no-record' }, { code: 'max-deletes' }] });
    const words = await stage.export({ avatars: false, json: false });
    expect(words.text).toContain('The next plan is not empty:\n');
    expect(words.text).toContain('to destroy');
  });

  test('given another picture under the name, expect it untouched, and the live one beside it', async () => {
    const stage = await exportStage();
    stage.copyPicture('moon.png');
    stage.write(
      'kefu.yaml',
      written('').replace('protect: true', 'avatar: ./alice.png').replace('alice.png', 'moon.png'),
    );
    stage.emulator.addAccount({
      account: 'alice@kftest',
      nickname: '小美',
      picture: putPicture(stage.emulator, 'day.png'),
    });
    const { text } = await stage.export({ avatars: './' });
    expect(JSON.parse(text).avatars).toEqual([{ account: 'alice@kftest', path: './alice.png' }]);
    expect(stage.read('kefu.yaml')).toContain('        avatar: ./alice.png\n');
    await expectEmptyPlan(stage);

    stage.emulator.world.accounts.forEach((account) => {
      account.picture = putPicture(stage.emulator, 'moon.png');
    });
    const again = await stage.export({ avatars: './', json: false });
    expect(again.text).toMatch(
      /alice\.png is another picture and was not touched; that of alice@kftest is in \.\/alice-[0-9a-f]{12}\.png\./,
    );
    expect(stage.readBytes('alice.png').equals(stage.readBytes('moon.png'))).toBe(false);
    await expectEmptyPlan(stage);
  });

  test('given a config picture that WeChat shows re-encoded, expect the file kept', async () => {
    const stage = await exportStage();
    stage.copyPicture('day.png');
    stage.write('kefu.yaml', written('').replace('protect: true', 'avatar: ./day.png'));
    stage.emulator.addAccount({
      account: 'alice@kftest',
      nickname: '小美',
      picture: putPicture(stage.emulator, 'day.png'),
    });
    const before = stage.read('kefu.yaml');
    const { text } = await stage.export();
    expect(JSON.parse(text)).toMatchObject({ written: false, avatars: [], next_plan: { empty: true } });
    expect(stage.read('kefu.yaml')).toBe(before);
    expect((await expectEmptyPlan(stage)).found).toEqual([]);
  });

  test('given Windows line ends, expect them kept', async () => {
    const stage = await exportStage();
    stage.write('kefu.yaml', written('').replace('        protect: true\n', '').replaceAll('\n', '\r\n'));
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '美' });
    stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
    stage.emulator.addAccount({ account: '', nickname: '张三' });
    await stage.export({ avatars: false });
    expect(stage.read('kefu.yaml')).not.toMatch(/[^\r]\n/);
    await expectEmptyPlan(stage);
  });

  test('given another file to write, expect the config left alone', async () => {
    const stage = await exportStage();
    stage.write('kefu.yaml', written('').replace('        protect: true\n', ''));
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '美' });
    const before = stage.read('kefu.yaml');
    await stage.export({ out: './live.yaml', avatars: false });
    expect(stage.read('kefu.yaml')).toBe(before);
    await expectEmptyPlan(stage, './live.yaml');
    await expect(stage.export({ out: './live.yaml' })).rejects.toMatchObject({ code: 'file-exists' });
    await expect(stage.export({ out: '../live.yaml' })).rejects.toMatchObject({ code: 'out-other-folder' });
    await expect(stage.export({ avatars: '../pictures' })).rejects.toMatchObject({ code: 'avatars-outside' });
  });

  test('given a config of another official account, expect a refusal and the file as it was', async () => {
    const stage = await exportStage();
    stage.write('kefu.yaml', written('').replace('kftest', 'kfother'));
    stage.emulator.addAccount({ account: 'alice@kftest', nickname: '美' });
    const before = stage.read('kefu.yaml');
    await expect(stage.export()).rejects.toMatchObject({ code: 'suffix-mismatch' });
    expect(stage.read('kefu.yaml')).toBe(before);
  });
});

describe('the built command', () => {
  beforeAll(freshBuild);

  test('given each flag, expect it to reach the export', async () => {
    const stage = await exportStage();
    const { emulator, folder, env } = stage;
    emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const first = ['shop.yaml', '--app-id', emulator.appId, '--wechat-id', 'kftest', '--name', 'shop-cn'];
    const exported = await startKefu(['export', ...first, '--avatars', 'faces', '--json'], {
      cwd: folder,
      env,
    });
    expect(exported.exit, exported.err).toBe(0);
    expect(JSON.parse(exported.out)).toMatchObject({
      config_file: 'shop.yaml',
      avatars: [{ path: './faces/alice.jpg' }],
      next_plan: { empty: true },
    });
    expect(stage.read('shop.yaml')).toContain('name: "shop-cn"\n');
    const bare = ['-c', 'shop.yaml', '--out', 'bare.yaml', '--no-avatars'];
    const copied = await startKefu(['export', ...bare], { cwd: folder, env });
    expect(copied.out).toMatch(/^Wrote bare\.yaml: 1 account\.\nThe next plan is empty\.\n$/);
    const again = await startKefu(['export', 'shop.yaml'], { cwd: folder, env });
    expect(again.out).toMatch(/^shop\.yaml is up to date/);
    expect(existsSync(join(folder, 'avatars'))).toBe(false);
    expect(writes(stage)).toEqual([]);
  });

  test('given a wrong AppSecret, expect exit 4 and no file', async () => {
    const { emulator, folder, env } = await exportStage();
    const wrong = { ...env, KEFU_APP_SECRET: 'f'.repeat(32) };
    const refused = await startKefu(['export', '--app-id', emulator.appId, '--json'], {
      cwd: folder,
      env: wrong,
    });
    expect(refused.exit).toBe(4);
    expect(existsSync(join(folder, 'kefu.yaml'))).toBe(false);
  });
});
