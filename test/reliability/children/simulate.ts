// Sweeps over the simulated world. Prints one JSON line: what was swept, how much of it, and what was broken.
import { applyIn, planIn, sendIn, settleMs } from '../world/apply.ts';
import { disk } from '../world/disk.ts';
import { brokenBy, notAsWanted } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { draw, seedRandomness } from '../world/randomness.ts';
import { type Workload, workloads } from '../world/workloads.ts';
import { openWorld, type SimWorld } from '../world/world.ts';
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';

const [, , sweep = 'single', limit = '0', first = '1'] = process.argv;
const applies = workloads.filter(({ name }) => name !== 'sends');
const widths = [1, 8];
const broken: { readonly where: string; readonly what: readonly string[] }[] = [];
let points = 0;

const faults: readonly FaultInput[] = [
  { kind: 'refuse' },
  { kind: 'reset', effect: false },
  { kind: 'reset', effect: true },
  { kind: 'reset', effect: true, close: 'fin' },
  { kind: 'hang', effect: false },
  { kind: 'hang', effect: true },
  { kind: 'cut', atByte: 5 },
  { kind: 'truncate', atByte: 9 },
  { kind: 'html', status: 502, effect: false },
  { kind: 'html', status: 504, effect: true },
  { kind: 'html', status: 200, effect: true },
  { kind: 'errcode', errcode: -1, effect: false },
  { kind: 'errcode', errcode: -1, effect: true },
  { kind: 'errcode', errcode: 40001, effect: false },
  { kind: 'errcode', errcode: 42001, effect: false },
  { kind: 'errcode', errcode: 45009, effect: false },
  { kind: 'errcode', errcode: 45011, effect: false },
  { kind: 'errcode', errcode: 61451, effect: false },
  { kind: 'errcode', errcode: 61451, effect: true },
  { kind: 'errcode', errcode: 65401, effect: false },
  { kind: 'body', body: '{}', effect: true },
  { kind: 'body', body: '{"errcode":"0"}', effect: true },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false },
  { kind: 'redirect', location: 'http://127.0.0.1:9/', effect: false },
  { kind: 'duplicate' },
  { kind: 'late', ms: 4000 },
];

/** Runs clean until nothing is left: at most two runs, and a third one that writes nothing. */
async function heal(sim: SimWorld, workload: Workload, fetchAvatars = true): Promise<string[]> {
  sim.world.faults.length = 0;
  await sim.clock.sleep(settleMs);
  for (let run = 1; run <= 2; run += 1) {
    const outcome = await applyIn(sim, { width: 8, fetchAvatars });
    const found = brokenBy(sim, workload, outcome, sim.run, true);
    if (found.length > 0) return found;
  }
  const missing = notAsWanted(sim);
  if (missing) return [`converges: after two clean runs ${missing}`];
  const before = sim.effects.length;
  const third = await applyIn(sim, { width: 8, fetchAvatars });
  const writes = sim.effects.slice(before).filter(({ path }) => !/token/.test(path));
  const isDone = third.kind === 'ended' && third.ending.kind === 'applied' && third.ending.report.verdict.status === 'as-configured';
  if (writes.length > 0) return [`idempotent: a run with nothing to do sent ${writes[0]?.path}`];
  if (!isDone) return [`converges: a third run is not as configured but ${JSON.stringify(third).slice(0, 300)}`];
  const [one, other] = [await planIn(sim), await planIn(sim)];
  return one === other ? [] : ['deterministic: two plans of one world differ'];
}

function note(where: string, what: readonly string[]): void {
  points += 1;
  if (what.length > 0) broken.push({ where, what });
}

const isFull = () => broken.length > 0 && limit === 'first';

/** Requests of a run without a fault. */
async function callsOf(workload: Workload, width: number): Promise<number> {
  const sim = openWorld(workload);
  await applyIn(sim, { width });
  return sim.world.requests.length;
}

/** Every kind of fault at every call of every workload. */
async function single(): Promise<void> {
  for (const workload of applies) {
    for (const width of widths) {
      const calls = await callsOf(workload, width);
      for (let nth = 1; nth <= calls; nth += 1) {
        for (const fault of faults) {
          if (isFull()) return;
          const sim = openWorld(workload);
          sim.inject({ ...fault, path: '*', nth } as FaultInput);
          const outcome = await applyIn(sim, { width });
          const found = brokenBy(sim, workload, outcome, sim.run, true);
          note(`${workload.name}, width ${width}, call ${nth}: ${JSON.stringify(fault)}`, found.length > 0 ? found : await heal(sim, workload));
        }
      }
    }
  }
}

/** Killed before and after every call, and before every operation of the disk; also where no picture can be looked at. */
async function crash(): Promise<void> {
  for (const workload of applies) {
    for (const width of widths) {
      for (const fetchAvatars of [true, false]) {
        for (const where of ['before', 'after', 'disk', 'full'] as const) {
          for (let nth = 1; ; nth += 1) {
            if (isFull()) return;
            const sim = openWorld(workload);
            let seen = 0;
            const isTime = () => {
              seen += 1;
              return seen === nth;
            };
            if (where === 'disk') disk.before = () => (isTime() ? kill() : undefined);
            else if (where === 'full') {
              disk.before = (operation) => {
                if (isTime() && operation !== 'remove') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
              };
            } else network.hook = (phase) => (phase === where && isTime() ? kill() : undefined);
            const outcome = await applyIn(sim, { width, fetchAvatars });
            if (seen < nth) break;
            const found = brokenBy(sim, workload, outcome, sim.run, outcome.kind === 'ended');
            note(`${workload.name}, width ${width}, ${fetchAvatars ? 'looking' : 'not looking'}, ${where} ${nth}`, found.length > 0 ? found : await heal(sim, workload, fetchAvatars));
          }
        }
      }
    }
  }
}

/** Nobody gets a message twice, whatever goes wrong; every fault and every death, then the list is gone on with. */
async function sends(): Promise<void> {
  const workload = workloads.find(({ name }) => name === 'sends');
  if (!workload) return;
  const customers = workload.customers ?? [];
  const twice = (sim: SimWorld) => {
    const counts = customers.map((openid) => sim.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length);
    return counts.some((count) => count > 1) ? [`messages at most once: ${counts.join(', ')}`] : [];
  };
  for (const fault of faults) {
    for (let nth = 1; nth <= 4; nth += 1) {
      if (isFull()) return;
      const sim = openWorld(workload);
      // A call that the network delivers twice can't be told from one that was sent twice.
      if (fault.kind === 'duplicate') continue;
      sim.inject({ ...fault, path: '*', nth } as FaultInput);
      await sendIn(sim, customers);
      sim.world.faults.length = 0;
      await sim.clock.sleep(settleMs);
      await sendIn(sim, customers);
      note(`sends, call ${nth}: ${JSON.stringify(fault)}`, twice(sim));
    }
  }
  for (const where of ['before', 'after', 'disk'] as const) {
    for (let nth = 1; ; nth += 1) {
      const sim = openWorld(workload);
      let seen = 0;
      const isTime = () => {
        seen += 1;
        return seen === nth;
      };
      if (where === 'disk') disk.before = () => (isTime() ? kill() : undefined);
      else network.hook = (phase) => (phase === where && isTime() ? kill() : undefined);
      await sendIn(sim, customers);
      if (seen < nth) break;
      await sendIn(sim, customers);
      note(`sends, killed ${where} ${nth}`, twice(sim));
    }
  }
}

/** Schedules drawn from a seed: faults, deaths, other people's edits, changes of the config, lag. */
async function random(): Promise<void> {
  const count = Number(limit === 'first' ? 400 : limit);
  for (let seed = Number(first); seed < Number(first) + count; seed += 1) {
    if (isFull()) return;
    note(`seed ${seed}`, await schedule(seed));
  }
}

async function schedule(seed: number): Promise<string[]> {
  seedRandomness(seed * 7919);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(draw() * values.length)] as Value;
  const workload = pick(applies);
  const steps = 1 + Math.floor(draw() * 4);
  const script = Array.from({ length: steps }, () => ({
    act: pick(['fault', 'fault', 'kill', 'edit', 'lag', 'config', 'stop', 'clean']),
    fault: pick(faults),
    nth: 1 + Math.floor(draw() * 14),
    where: pick(['before', 'after', 'disk'] as const),
    width: pick(widths),
    name: pick(['bob', 'dan', 'alice']),
  }));
  const sim = openWorld({ ...workload, seed });
  let isCalm = true;
  for (const { act, fault, nth, where, width, name } of script) {
    const stop = new AbortController();
    let seen = 0;
    const isTime = () => {
      seen += 1;
      return seen === nth;
    };
    if (act === 'fault') sim.inject({ ...fault, path: '*', nth } as FaultInput);
    if (act === 'lag') sim.inject({ kind: 'lag', ms: 1500, times: 1000 });
    if (act === 'stop') network.hook = () => void (isTime() && stop.abort());
    if (act === 'kill' && where === 'disk') disk.before = () => (isTime() ? kill() : undefined);
    else if (act === 'kill') network.hook = (phase) => (phase === where && isTime() ? kill() : undefined);
    if (act === 'config') {
      const node = disk.files.get('/sim/kefu.yaml');
      if (node) node.bytes = Buffer.from(node.bytes.toString('utf8').replace(/小美\d*/, `小美${nth}`));
    }
    if (act === 'edit') {
      isCalm = false;
      network.hook = (phase) => {
        if (phase === 'before' && isTime()) sim.edit((accounts) => {
          const account = accounts.find((one) => one.account === `${name}@kftest`);
          if (account) account.nickname = `别人${nth}`;
        });
      };
    }
    const outcome = await applyIn(sim, { width, stop: stop.signal });
    const found = brokenBy(sim, workload, outcome, sim.run, isCalm && act !== 'edit' && act !== 'lag');
    if (found.length > 0) return found;
    sim.world.faults.length = 0;
    isCalm = true;
    await sim.clock.sleep(settleMs);
  }
  return heal(sim, workload);
}

const sweeps: Readonly<Record<string, () => Promise<void>>> = { single, crash, sends, random };
await sweeps[sweep]?.();
process.stdout.write(`${JSON.stringify({ sweep, points, broken: broken.length, first: broken.slice(0, 5) })}\n`);
