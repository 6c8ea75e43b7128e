// Uses what a backend remembers of one official account (in argv: name, AppID, state file), as a run of another process would.
// DO: `count` takes the lock TIMES times and adds one to a number in the record; `hold` takes it and waits for its end, and
// tells when the lock is lost.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackend } from '../../../src/backend/open-backend.ts';
import type { Address } from '../../../src/model/address.ts';
import { Failure } from '../../../src/model/failure.ts';
import { emptyRecorded } from '../../../src/model/recorded.ts';

const [, , name = '', appId = '', stateFile = ''] = process.argv;
const { DO = 'count', TIMES = '1', WAIT = '60000' } = process.env;
const say = (text: string) => writeSync(1, `${text}\n`);
const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
const counter = 'note.counter' as Address;

try {
  const backend = await openBackend({ env: process.env, clock, kinds: ['note'] });
  const memory = backend.memoryOf({ name, appId, stateFile });
  if (DO === 'count') {
    for (let time = 0; time < Number(TIMES); time += 1) {
      const lock = await memory.takeLock(Number(WAIT));
      const before = (await lock.state.read()) ?? emptyRecorded(appId);
      const kept = before.objects.get(counter) as { text: string } | undefined;
      const text = String(Number(kept?.text ?? 0) + 1);
      await lock.state.write({
        ...before,
        serial: before.serial + 1,
        objects: new Map([[counter, { text }]]),
      });
      await lock.release();
    }
  } else {
    const lock = await memory.takeLock(Number(WAIT));
    say('held');
    lock.lost.addEventListener('abort', () => say(`lost: ${lock.lost.reason.message}`));
    await sleep(60_000, undefined, { signal: lock.lost }).catch(() => undefined);
  }
  await backend.close();
  say('ended');
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.code}: ${error.message}`);
}
process.exit();
