import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { type Run, startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { listFolder } from './list-folder.ts';

beforeAll(freshBuild);

const customers = ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'];
const journal = 'openids.txt.sent.jsonl';

interface Shift {
  readonly folder: string;
  readonly emulator: RunningEmulator;
  send(...more: string[]): Promise<Run>;
  /** Sends, and kills the process with SIGKILL once `isTime`. */
  sendAndKill(isTime: () => boolean): Promise<Run>;
  /** How many messages each customer has. */
  arrived(): number[];
  journalLines(): string[];
}

/** Three customers who wrote, a list of them, and the built kefu. */
async function openShift(): Promise<Shift> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  for (const openid of customers) receive(emulator.world, openid, '在吗', emulator.now());
  const folder = listFolder({ 'openids.txt': customers.join('\n') });
  const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
  const args = ['message', 'send', 'hi', '--to-file', 'openids.txt', '--auto-approve'];
  const toOf = (openid: string) =>
    emulator.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length;
  return {
    folder,
    emulator,
    send: (...more) => startKefu([...args, ...more], { cwd: folder, env }),
    sendAndKill: async (isTime) => {
      let child: ChildProcess | undefined;
      const run = startKefu(args, { cwd: folder, env, onOut: (_, its) => (child = its) });
      const left = run.then(() => 'left');
      while (!isTime()) {
        if ((await Promise.race([left, delay(10)])) === 'left') throw new Error((await run).err);
      }
      child?.kill('SIGKILL');
      return run;
    },
    arrived: () => customers.map(toOf),
    journalLines: () => linesOf(join(folder, journal)),
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

function callsTo(emulator: RunningEmulator, path: string): number {
  return emulator.world.requests.filter((request) => request.path.endsWith(path)).length;
}

/** Where the process dies while it works on the second customer, and whether that one has the message then. */
const deaths: readonly (readonly [string, FaultInput, arrived: number])[] = [
  [
    'while the request is on its way',
    { kind: 'hang', effect: false, path: 'message/custom/send', nth: 2 },
    0,
  ],
  [
    'after the message arrived and before the answer',
    { kind: 'hang', effect: true, path: 'message/custom/send', nth: 2 },
    1,
  ],
];

describe('given a kefu that is killed in the middle of a list', () => {
  test.each(deaths)('%s: nobody gets the message twice', async (_, fault, arrived) => {
    const shift = await openShift();
    shift.emulator.inject(fault);
    const isThere = () =>
      callsTo(shift.emulator, 'message/custom/send') === 2 && shift.arrived()[1] === arrived;
    const killed = await shift.sendAndKill(isThere);
    expect(killed.signal).toBe('SIGKILL');
    // What had ended by then was told.
    expect(killed.out).toContain('line 1 (oC…): hi sent');
    expect(shift.arrived()).toEqual([1, arrived, 0]);

    const rerun = await shift.send();
    expect(rerun.exit).toBe(3);
    expect(rerun.err).toContain('1 sent, 0 not sent, 1 unknown');
    expect(rerun.err).toContain('--resume');
    expect(shift.arrived()).toEqual([1, arrived, 0]);

    const resumed = await shift.send('--resume');
    expect(resumed.exit, resumed.err).toBe(8);
    expect(resumed.out).toContain('line 1 (oC…): hi sent before, not again');
    expect(resumed.out).toContain('UNKNOWN whether they have it: line 2.');
    expect(resumed.out).toContain('Messages: 1 sent, 0 not sent, 1 unknown, 0 not attempted.');
    expect(shift.arrived()).toEqual([1, arrived, 1]);

    const again = await shift.send('--resume');
    expect(again.exit).toBe(8);
    expect(shift.arrived()).toEqual([1, arrived, 1]);
    expect(callsTo(shift.emulator, 'message/custom/send')).toBe(3);
  });

  test('after it wrote down its intent and before anything was sent: still nobody knows, so it is left alone', async () => {
    const shift = await openShift();
    shift.emulator.inject({ kind: 'hang', path: 'stable_token' });
    await shift.sendAndKill(() => callsTo(shift.emulator, 'stable_token') === 1);
    expect(shift.journalLines().map((line) => JSON.parse(line).status)).toEqual([undefined, 'intended']);
    expect(callsTo(shift.emulator, 'message/custom/send')).toBe(0);

    const resumed = await shift.send('--resume');
    expect(resumed.exit, resumed.err).toBe(8);
    expect(resumed.out).toContain('UNKNOWN whether they have it: line 1.');
    expect(shift.arrived()).toEqual([0, 1, 1]);
  });

  test('after the last message arrived: there is nothing left to send', async () => {
    const shift = await openShift();
    // WeChat is slow, so that the kill surely comes after the second and before the third has ended.
    shift.emulator.inject({ kind: 'delay', ms: 3000, path: 'message/custom/send', nth: 3 });
    await shift.sendAndKill(() => shift.arrived().every((count) => count === 1));
    expect((await shift.send('--resume')).exit).toBe(8);
    expect((await shift.send()).exit).toBe(3);
    expect(shift.arrived()).toEqual([1, 1, 1]);
    expect(callsTo(shift.emulator, 'message/custom/send')).toBe(3);
  });

  test('a run that ended well is known as such: a rerun refuses, --resume has nothing to do', async () => {
    const shift = await openShift();
    expect((await shift.send()).exit).toBe(0);
    expect((await shift.send()).exit).toBe(3);
    const resumed = await shift.send('--resume');
    expect(resumed.exit, resumed.err).toBe(0);
    expect(resumed.out).toContain('Sent before, by an earlier run: 3.');
    expect(shift.arrived()).toEqual([1, 1, 1]);
  });
});
