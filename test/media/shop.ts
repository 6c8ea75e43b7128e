import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { PlanDocument } from '../../src/documents/plan.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Clock } from '../../src/model/ports.ts';
import type { Report } from '../../src/model/report.ts';
import { applyAccount, openAccount, planAccount } from '../../src/reconcile.ts';
import { type Stage, setStage } from '../support/case.ts';

/** A folder with a config of templates and their media files, and an emulator with the account that speaks. */

/** One second of silence: AMR-NB frames of 13 bytes. */
export const recording = Buffer.concat([
  Buffer.from('#!AMR\n'),
  ...Array.from({ length: 50 }, () => Buffer.concat([Buffer.from([0x04]), Buffer.alloc(12)])),
]);
export const movie = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1');
export const cover = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

/** The account `alice` is live already, so that only media and templates are to be done. */
export async function openShop(
  templates: Record<string, unknown>,
  policy: Record<string, unknown> = {},
): Promise<Stage> {
  const stage = await setStage({
    story: '',
    live: [{ account: 'alice', nickname: '小美' }],
    expect: {},
  });
  for (const [name, bytes] of Object.entries({
    'hello.amr': recording,
    'tour.mp4': movie,
    'cover.jpg': cover,
  })) {
    writeFileSync(join(stage.folder, name), bytes);
  }
  writeConfig(stage, templates, policy);
  return stage;
}

/** Writes the config anew. */
export function writeConfig(
  { folder, emulator }: Stage,
  templates: Record<string, unknown>,
  policy: Record<string, unknown> = {},
): void {
  const config = {
    version: 1,
    officialAccount: {
      name: 'shop-cn',
      wechatId: emulator.wechatId,
      appId: emulator.appId,
      credentials: { appSecret: { env: 'KEFU_APP_SECRET' } },
    },
    accounts: { alice: { nickname: '小美' } },
    policy,
    templates,
  };
  writeFileSync(join(folder, 'kefu.yaml'), stringify(config));
}

export function image(file: string, lifetime?: string): Record<string, unknown> {
  return { msgtype: 'image', image: { file, ...(lifetime ? { lifetime } : {}) } };
}

/** What stands on the emulator's shelf: kind, name, and whether for good; by name. */
export function shelf({ world }: RunningEmulator): string[] {
  return Object.values(world.media)
    .map(({ kind, name, permanent }) => `${permanent ? 'permanent' : 'temporary'} ${kind} ${name}`)
    .sort();
}

export function callsTo({ world }: RunningEmulator, path: string): number {
  return world.requests.filter((request) => request.path.endsWith(path)).length;
}

/** Plans, and with `apply` also applies, as a chat service would that uses the library, so many milliseconds from now. */
export async function runAt(
  { folder, env, emulator }: Stage,
  fromNowMs: number,
  what: 'plan' | 'apply',
): Promise<{ plan: Plan; report?: Report }> {
  emulator.world.clockOffsetMs = fromNowMs;
  const clock: Clock = {
    now: () => Date.now() + fromNowMs,
    uptime: () => performance.now(),
    sleep: async () => {},
  };
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder, clock });
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: false, settleMs: 1 };
  try {
    const { plan } = await planAccount(account, options);
    if (what === 'plan') return { plan };
    const ending = await applyAccount(account, options, { approve: async () => true });
    return ending.kind === 'applied' ? { plan, report: ending.report } : { plan };
  } finally {
    await account.close();
  }
}

/** The changes of one kind in a plan's document. */
export function changesOf({ resource_changes }: PlanDocument, type: string): string[] {
  return resource_changes
    .filter((change) => change.type === type)
    .map(
      ({ address, steps, action_reason }) =>
        `${steps[0]?.kind} ${address.slice(address.indexOf('.') + 1)} ${action_reason}`,
    );
}
