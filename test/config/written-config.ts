import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A temporary folder with these files, removed after the test; its real path. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kefu-config-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** A valid configuration of the official account shop-cn with these accounts, written as flow mappings. */
export function configWith(accounts: Readonly<Record<string, string>>, more = ''): string {
  const lines = Object.entries(accounts).map(([name, account]) => `  ${name}: ${account}\n`);
  const block = lines.length === 0 ? 'accounts: {}\n' : `accounts:\n${lines.join('')}`;
  return `version: 1
officialAccount:
  name: shop-cn
  wechatId: kftest
  appId: wx0123456789abcdef
  credentials: { appSecret: { env: SHOP_CN_APP_SECRET } }
${block}${more}`;
}

/** Just what a picture's header needs to be taken: 1×1 pixels, PNG. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
