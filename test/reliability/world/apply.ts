import { resumeJournal, startJournal } from '../../../src/backend/delivery-journal.ts';
import { deliver } from '../../../src/messages/deliver.ts';
import { Failure } from '../../../src/model/failure.ts';
import { type ApplyEnding, applyAccount, openAccount, planAccount } from '../../../src/reconcile.ts';
import { Secret } from '../../../src/model/secret.ts';
import { openSender } from '../../../src/messages/sender.ts';
import { disk } from './disk.ts';
import { network } from './network.ts';
import { runProcess } from './process.ts';
import type { SimWorld } from './world.ts';

export const settleMs = 5000;

export type Outcome =
  | { readonly kind: 'ended'; readonly ending: ApplyEnding }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'killed' };

export interface How {
  readonly width: number;
  readonly stop?: AbortSignal;
  readonly fetchAvatars?: boolean;
}

function envOf({ world }: SimWorld) {
  return { KEFU_ENDPOINT: 'http://127.0.0.1:1', KEFU_APP_SECRET: world.officialAccount.appSecret };
}

/** A lock of a process that was killed: its machine shows that it is gone, which a process in memory can't. */
function forgetDeadLock(): void {
  for (const path of disk.files.keys()) if (/\.lock(?:\.|$)/.test(path)) disk.files.delete(path);
}

/** One `kefu apply` in the simulated world. */
export async function applyIn(sim: SimWorld, { width, stop, fetchAvatars = true }: How): Promise<Outcome> {
  sim.run += 1;
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars, settleMs, parallelism: width };
  const ended = await runProcess(async (): Promise<Outcome> => {
    try {
      const account = await openAccount('kefu.yaml', { mode: 'read-write', env: envOf(sim), cwd: '/sim', clock: sim.clock });
      try {
        const ending = await applyAccount(account, options, { approve: async () => true, ...(stop ? { stop } : {}) });
        return { kind: 'ended', ending };
      } finally {
        await account.close();
      }
    } catch (error) {
      if (error instanceof Failure) return { kind: 'failed', failure: error };
      throw error;
    }
  });
  disk.before = () => {};
  network.hook = () => {};
  if (ended !== 'killed') return ended;
  forgetDeadLock();
  return { kind: 'killed' };
}

/** One `kefu plan`: what it says, as one text. */
export async function planIn(sim: SimWorld): Promise<string> {
  const account = await openAccount('kefu.yaml', { mode: 'read-only', env: envOf(sim), cwd: '/sim', clock: sim.clock });
  const { plan } = await planAccount(account, { writeUnverifiable: false, allow: new Set(), fetchAvatars: true });
  await account.close();
  return JSON.stringify(plan.changes.map(({ kind, name, action, steps }) => [kind, name, action, steps]));
}

/** One `kefu message send` to all customers, going on by the journal where there is one. */
export async function sendIn(sim: SimWorld, customers: readonly string[]) {
  sim.run += 1;
  const { appId, appSecret } = sim.world.officialAccount;
  const ended = await runProcess(async () => {
    try {
      const message = { appId, template: 'hello', digest: `sha256:${'0'.repeat(64)}` };
      const begin = disk.files.get('/sim/list.sent.jsonl')?.bytes.includes(10) ? resumeJournal : startJournal;
      if (begin === startJournal) disk.files.delete('/sim/list.sent.jsonl');
      const journal = await begin('/sim/list.sent.jsonl', message, sim.clock);
      const sender = openSender(
        { appId, endpoint: new URL('http://127.0.0.1:1'), credentials: { kind: 'app-secret', appSecret: new Secret(appSecret) } } as never,
        sim.clock,
      );
      const body = (touser: string) => ({ touser, msgtype: 'text', text: { content: '您好' } }) as never;
      const result = await deliver(customers.map((openid) => ({ openid })), body, { messages: sender, clock: sim.clock, journal });
      await journal.close().catch(() => undefined);
      return result;
    } catch (error) {
      if (error instanceof Failure) return { failure: error, deliveries: [] };
      throw error;
    }
  });
  disk.before = () => {};
  network.hook = () => {};
  if (ended === 'killed') forgetDeadLock();
  return ended;
}
