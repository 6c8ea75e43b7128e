// Sends a message to CUSTOMERS customers by the delivery journal in argv (name, AppID, state file, journal), as one of many runs
// does: begins the journal or goes on with it, and waits while another has it. A sending is a line in the file SENT.
// DIE_AFTER: how many it sends before it kills itself between a sending and its ending.
import { appendFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackend } from '../../../src/backend/open-backend.ts';
import { deliver } from '../../../src/messages/deliver.ts';
import { Failure } from '../../../src/model/failure.ts';

const [, , name = '', appId = '', stateFile = '', file = ''] = process.argv;
const { SENT = '', CUSTOMERS = '1', DIE_AFTER = '' } = process.env;
const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
const message = { appId, template: 'hi', digest: 'sha256:00' };
const customers = Array.from({ length: Number(CUSTOMERS) }, (_, index) => ({
  openid: `oCUSTOMER_${index}`,
  line: index + 1,
}));
let sends = 0;

const backend = await openBackend({ env: process.env, clock, kinds: [] });
const { deliveries } = backend.memoryOf({ name, appId, stateFile });
const codeOf = (error: unknown) => (error instanceof Failure ? error.code : String(error));

async function opened() {
  // A killed sender's lock stays where nobody can tell whether it lives: then this one gives up after a while.
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      return await deliveries.begin(file, message).catch((error) => {
        if (codeOf(error) !== 'journal-exists') throw error;
        return deliveries.resume(file, message);
      });
    } catch (error) {
      if (codeOf(error) !== 'journal-in-use') throw error;
      await sleep(50);
    }
  }
  return undefined;
}

const journal = await opened();
if (!journal) {
  writeSync(1, 'gave up\n');
  process.exit();
}
const messages = {
  send: async ({ touser }: { readonly touser: string }) => {
    appendFileSync(SENT, `${touser}\n`);
    sends += 1;
    if (String(sends) === DIE_AFTER) process.kill(process.pid, 'SIGKILL');
    return { kind: 'applied' } as const;
  },
};
const body = (touser: string) => ({ touser, msgtype: 'text', text: { content: '您好' } }) as const;
const ended = await deliver(customers, body, { messages, clock, journal });
await journal.close();
await backend.close();
const unknown = ended.deliveries
  .filter(({ status }) => status === 'unknown-earlier')
  .map(({ to }) => to.openid);
writeSync(1, `unknown ${unknown.join(',')}\nended ${ended.failure?.code ?? ''}\n`);
process.exit();
