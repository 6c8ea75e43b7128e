// Takes the lock of the state file in argv again and again, and counts in a file of its own how often it was not alone.
// HOLD: how long to hold (ms), TIMES: how often, WAIT: how long to wait (ms), DIE: end at once while holding,
// LEAVE: instead of giving it back leave this in its place, IMPATIENT: look so many times as often.
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmdirSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../../src/backend/lock.ts';
import { Failure } from '../../../src/model/failure.ts';

const [, , stateFile = ''] = process.argv;
const { HOLD = '0', TIMES = '1', WAIT = '0', DIE, LEAVE, IMPATIENT = '1' } = process.env;
const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: (ms: number) => sleep(ms / Number(IMPATIENT)),
};
const say = (text: string) => writeSync(1, `${text}\n`);

function leave(text: string): void {
  const name = `${stateFile}.${randomUUID()}`;
  writeFileSync(name, text.replace('NONCE', randomUUID()));
  renameSync(name, `${stateFile}.lock`);
}

try {
  for (let time = 0; time < Number(TIMES); time += 1) {
    const lock = await takeLock(stateFile, clock, Number(WAIT));
    // A folder can be made by one process only.
    let alone = true;
    try {
      mkdirSync(`${stateFile}.inside`);
    } catch {
      alone = false;
    }
    say(alone ? 'alone' : 'NOT ALONE');
    if (DIE) {
      process.kill(process.pid, 'SIGKILL');
      // Process 1 of a container can't kill itself.
      process.exit();
    }
    await sleep(Number(HOLD));
    if (alone) rmdirSync(`${stateFile}.inside`);
    if (LEAVE === undefined) await lock.release();
    else leave(LEAVE);
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.code}: ${error.message}`);
}
