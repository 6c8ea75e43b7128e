// What is there before somebody follows a section of a page, as its sentences say.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { writeConfigs } from '../../src/emulator/fleet/configs-folder.ts';
import { startFleet } from '../../src/emulator/fleet/fleet.ts';
import { shopsOf } from '../../src/emulator/fleet/shop.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { startCluster } from '../support/postgres-cluster.ts';
import { startStateServer } from '../support/terraform-http-server.ts';
import { blocksOf, root } from './pages.ts';

/** The stage of a section: a folder, an emulator, and variables. What `atEnd` is given is done when it is over. */
export interface Stage {
  readonly page: string;
  readonly folder: string;
  readonly emulator: RunningEmulator;
  readonly env: Record<string, string>;
  /** What a person writes in place of what a page leaves open. */
  readonly filledIn: Record<string, string>;
  /** Runs kefu as it was installed; fails when it does. */
  kefu(...args: string[]): Promise<void>;
  atEnd(task: () => unknown): void;
}

export type Scene = (stage: Stage) => Promise<void> | void;

/** By English page, then by heading of the first or second level; a section that is not here has the quick start's config. */
export const scenes: Readonly<Record<string, Readonly<Record<string, Scene>>>> = {
  'README.md': { kefu: mindChanged, 'Many official accounts': fleetOf12 },
  'docs/messages.md': { 'Look, then send': twoTemplates, 'To many': notice },
  'docs/ci.md': { 'What holds everywhere': reviewed },
  'docs/scale.md': { 'When to go further': shards },
  'docs/backends.md': { "Terraform's HTTP protocol": gitlab },
};

/** The config of the quick start, its pictures, and nothing on WeChat's side. */
export function quickstart({ folder }: Pick<Stage, 'folder'>): void {
  cpSync(join(root, 'examples/quickstart'), folder, { recursive: true });
}

function write({ folder }: Stage, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** The quick start was applied with eve; then somebody changed their mind about alice and eve, and took the night out. */
async function mindChanged(stage: Stage): Promise<void> {
  quickstart(stage);
  const file = join(stage.folder, 'kefu.yaml');
  const first = readFileSync(file, 'utf8');
  writeFileSync(file, first.replace('\npolicy:', '  eve:\n    nickname: 临时客服\n\npolicy:'));
  await stage.kefu('apply', '--auto-approve', '--settle-time', '0.2');
  const changed = first
    .replace(
      'nickname: 小美\n    avatar: ./avatars/alice.png',
      'nickname: 小美（夜班）\n    avatar: ./avatars/night.png',
    )
    .replace(/ {2}night:\n(?: {4}.*\n)+/, '  eve: { state: absent }\n');
  writeFileSync(file, changed);
}

function config(accounts: string, name = 'quickstart'): string {
  return `version: 1

officialAccount:
  name: ${name}
  wechatId: kftest
  appId: wxemu0000000000001
  credentials:
    appSecret: { env: KEFU_APP_SECRET }

accounts:
${accounts}`;
}

/** Twelve official accounts, and their configs in `shops`. */
async function fleetOf12(stage: Stage): Promise<void> {
  const size = { officialAccounts: 12, kfAccounts: 5 };
  const fleet = await startFleet({ size, changes: 2 });
  stage.atEnd(() => fleet.close());
  await writeConfigs(join(stage.folder, 'shops'), shopsOf(size));
  Object.assign(stage.env, { KEFU_ENDPOINT: fleet.url, KEFU_APP_SECRET: fleet.appSecret });
}

/** The same, planned; and a PostgreSQL in place of the ellipsis. */
async function shards(stage: Stage): Promise<void> {
  await fleetOf12(stage);
  await stage.kefu('plan', 'shops/', '--out', 'plans/');
  const cluster = await startCluster();
  stage.atEnd(() => cluster.close());
  stage.filledIn['postgres://…'] = cluster.database('fleet');
}

/** The page's own first two templates, an account that exists, and a customer who has just written. */
function twoTemplates(stage: Stage): void {
  const yaml = blocksOf(stage.page).find(({ language }) => language === 'yaml')?.text ?? '';
  const templates = yaml.replace(/ {2}promo:[\s\S]*/, '');
  write(stage, 'kefu.yaml', `${config('  alice: { nickname: 小美 }\n')}${templates}`);
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  receive(stage.emulator.world, 'oCUSTOMER_1', '在吗', stage.emulator.now());
}

/** Three customers of a list who have written, and a network that loses the second message. */
function notice(stage: Stage): void {
  const list = ['oCUSTOMER_abcdefgh', 'oCUSTOMER_12345678', 'oCUSTOMER_56789abc'];
  write(stage, 'openids.txt', list.map((openid) => `${openid}\n`).join(''));
  const text = '  notice:\n    msgtype: text\n    text: { content: 明天休息。 }\n';
  write(stage, 'kefu.yaml', `${config('  alice: { nickname: 小美 }\n')}templates:\n${text}`);
  for (const openid of list) receive(stage.emulator.world, openid, '在吗', stage.emulator.now());
  stage.emulator.inject({ kind: 'hang', path: 'message/custom/send', nth: 2 });
}

/** A config that would delete bob, the rules of the house, and a robot. In CI. */
async function reviewed(stage: Stage): Promise<void> {
  const accounts = '  alice: { nickname: 小美 }\n';
  write(stage, 'kefu.yaml', `${config(accounts, 'shop-cn')}\npolicy: { unmanaged: delete }\n`);
  for (const name of ['alice', 'bob'])
    stage.emulator.addAccount({ account: `${name}@kftest`, nickname: name === 'alice' ? '小美' : '小波' });
  await stage.kefu('apply', '--auto-approve', '--allow', 'no-record', '--settle-time', '0.2');
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '小波' });
  cpSync(join(root, 'examples/policy/kefu.jq'), join(stage.folder, 'ci/kefu/kefu.jq'));
  const robot = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
  await new Promise<void>((done) => robot.listen(0, '127.0.0.1', done));
  stage.atEnd(() => robot.close());
  const address = robot.address();
  if (address === null || typeof address === 'string') throw new Error('the robot listens nowhere');
  stage.env.KEFU_WECOM_URL = `http://127.0.0.1:${address.port}/send`;
  stage.env.CI = 'true';
}

/** A job of GitLab, whose API keeps states as Terraform's do. */
async function gitlab(stage: Stage): Promise<void> {
  quickstart(stage);
  const server = await startStateServer('gitlab', 'gitlab-ci-token:job-token');
  stage.atEnd(() => server.close());
  Object.assign(stage.env, { CI_API_V4_URL: server.url, CI_PROJECT_ID: '7', CI_JOB_TOKEN: 'job-token' });
}
