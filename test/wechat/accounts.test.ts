import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { samePicture } from '../../src/avatars/compare.ts';
import { accountId } from '../../src/model/account.ts';
import type { Picture } from '../../src/model/ports.ts';
import { openClientOf, openEmulator, told } from './opened.ts';

const alice = accountId('alice', 'kftest');

async function drawing(colour: string): Promise<Picture> {
  const image = sharp({ create: { width: 640, height: 640, channels: 3, background: colour } });
  return { bytes: new Uint8Array(await image.jpeg({ quality: 90 }).toBuffer()), contentType: 'image/jpeg' };
}

describe('given an account that does not exist', () => {
  test('add creates it with its nickname in plain UTF-8', async () => {
    const emulator = await openEmulator();
    const { accounts } = openClientOf(emulator);
    expect(await accounts.add(alice, '小美 (夜班) <a>')).toEqual({ kind: 'applied' });
    const { accounts: live, consoleAccounts } = await accounts.list();
    expect(live).toMatchObject([
      { id: 'alice@kftest', nickname: '小美 (夜班) <a>', worker: { status: 'none' } },
    ]);
    expect(consoleAccounts).toEqual([]);
  });

  test('update is refused: nothing happened, this change fails', async () => {
    const { accounts } = openClientOf(await openEmulator());
    expect(told(await accounts.update(alice, '小美'))).toBe('not-applied 65401 fail');
  });

  test('delete may have happened before: unknown until read back', async () => {
    const { accounts } = openClientOf(await openEmulator());
    expect(told(await accounts.delete(alice))).toBe('unknown 65401');
  });
});

describe('given an account', () => {
  async function withAlice() {
    const emulator = await openEmulator();
    emulator.addAccount({ account: alice, nickname: '小美' });
    return { emulator, ...openClientOf(emulator) };
  }

  test('update changes its nickname', async () => {
    const { accounts } = await withAlice();
    expect(await accounts.update(alice, '小丽')).toEqual({ kind: 'applied' });
    expect((await accounts.list()).accounts).toMatchObject([{ nickname: '小丽' }]);
  });

  test('delete removes it', async () => {
    const { accounts } = await withAlice();
    expect(await accounts.delete(alice)).toEqual({ kind: 'applied' });
    expect((await accounts.list()).accounts).toEqual([]);
  });

  test('add may have happened before: unknown until read back', async () => {
    const { accounts } = await withAlice();
    expect(told(await accounts.add(alice, '小美'))).toBe('unknown 65406');
  });

  test('an uploaded avatar is served under a new URL and looks the same', async () => {
    const { accounts, pictures } = await withAlice();
    const before = (await accounts.list()).accounts[0];
    const picture = await drawing('#2266aa');
    expect(await accounts.uploadAvatar(alice, picture)).toEqual({ kind: 'applied' });
    const after = (await accounts.list()).accounts[0];
    expect(after?.avatarUrl).not.toBe(before?.avatarUrl);
    const served = await pictures.fetch(after?.avatarUrl ?? '');
    expect(await samePicture(picture.bytes, served ?? new Uint8Array())).toBe('same');
  });

  test('an upload passes a server that refuses multipart without a trailing line end', async () => {
    const { emulator, accounts } = await withAlice();
    emulator.world.settings.multipart = 'strict';
    expect(await accounts.uploadAvatar(alice, await drawing('#fff'))).toEqual({ kind: 'applied' });
  });

  test('an invitation is seen as waiting, and a second one is read back', async () => {
    const { accounts } = await withAlice();
    expect(await accounts.invite(alice, 'wxid_alice')).toEqual({ kind: 'applied' });
    expect((await accounts.list()).accounts).toMatchObject([
      { worker: { status: 'invited', wechatId: 'wxid_alice' } },
    ]);
    expect(told(await accounts.invite(alice, 'wxid_alice'))).toMatch(/^unknown 654/);
  });
});

test('given accounts that are online, expect how many customers each serves', async () => {
  const emulator = await openEmulator();
  emulator.addAccount({ account: 'bob@kftest', nickname: '小明', online: { status: 1, acceptedCase: 3 } });
  emulator.addAccount({ account: '', nickname: '后台添加', online: { status: 1, acceptedCase: 1 } });
  emulator.addAccount({ account: alice, nickname: '小美' });
  expect(await openClientOf(emulator).accounts.online()).toEqual([{ id: 'bob@kftest', acceptedCases: 3 }]);
});

describe('given a server that takes one HTTP method for delete', () => {
  test.each(['get', 'post'] as const)('expect %s to be found, and remembered', async (verb) => {
    const emulator = await openEmulator();
    emulator.world.settings.deleteVerb = verb;
    for (const name of ['a', 'b', 'c']) emulator.addAccount({ account: `${name}@kftest`, nickname: name });
    const { accounts } = openClientOf(emulator);
    for (const name of ['a', 'b', 'c']) {
      expect(await accounts.delete(accountId(name, 'kftest'))).toEqual({ kind: 'applied' });
    }
    const deletes = emulator.world.requests.filter(({ path }) => path === '/customservice/kfaccount/del');
    expect(deletes.map(({ method }) => method)).toEqual(
      verb === 'get' ? ['POST', 'GET', 'GET', 'GET'] : ['POST', 'POST', 'POST'],
    );
    expect(emulator.world.accounts).toEqual([]);
  });
});
