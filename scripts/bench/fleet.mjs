// `kefu plan` of a fleet beside the plain script that people write for it, in turn, on one machine: seconds, processor
// seconds, peak memory and requests, at 0 and 50 ms a call, of 100 and 1,000 official accounts with 100 kf accounts each.
// `--quick`: 100 official accounts at 0 ms, once, for CI. `--json`: one JSON object a line. Prints; never fails on a time.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kefu, median, startFleet, usageOf } from './emulator.mjs';

const kfAccounts = 100;
const isQuick = process.argv.includes('--quick');
const asJson = process.argv.includes('--json');
const runs = isQuick ? 1 : Number(process.argv.find((arg) => /^\d+$/.test(arg)) ?? 3);
const sizes = isQuick ? [100] : [100, 1000];
const delays = isQuick ? [0] : [0, 50];
/** A thousand one after another take the script minutes at 50 ms a call: it reads so many, and its time is multiplied. */
const mostOfScript = { 0: 1000, 50: 100 };

const rows = [];
for (const delayMs of delays)
  for (const size of sizes) {
    const row = await compare(size, delayMs);
    rows.push(row);
    tell(row, rowLine(row));
  }
for (const delayMs of sizes.length > 1 ? delays : []) {
  const [few, many] = rows.filter((row) => row.delayMs === delayMs);
  const growth = {
    case: `growth from ${few.size} to ${many.size}, ${delayMs} ms`,
    size: many.size / few.size,
    seconds: rounded(many.kefu.seconds / few.kefu.seconds),
    cpuSeconds: rounded(many.kefu.cpuSeconds / few.kefu.cpuSeconds),
    peakMb: rounded(many.kefu.peakMb / few.kefu.peakMb),
  };
  const { case: name, size, seconds, cpuSeconds, peakMb } = growth;
  tell(growth, `${name} (${size}x): seconds ${seconds}x, CPU ${cpuSeconds}x, peak ${peakMb}x`);
}

/** Medians over the runs; nothing differs, so all is read and compared and nothing is listed. */
async function compare(size, delayMs) {
  const own = [];
  const script = [];
  for (let run = 0; run < runs; run++) {
    own.push(await measure(size, delayMs, (folder) => [kefu, 'plan', folder]));
    const sample = await measure(Math.min(size, mostOfScript[delayMs]), delayMs, (folder) => [
      resolve('scripts/bench/plain-fleet.mjs'),
      folder,
    ]);
    script.push({ ...sample, seconds: (sample.seconds * size) / sample.size });
  }
  const ratio = rounded(median(own.map(({ seconds }, run) => seconds / script[run].seconds)));
  return {
    case: `plan ${size}x${kfAccounts}, ${delayMs} ms`,
    size,
    delayMs,
    runs,
    kefu: medians(own),
    script: medians(script),
    ratio,
    goal: delayMs === 0 ? 0.6 : 0.1,
  };
}

/** One program on a fleet and an emulator of its own. `requests`: how many official accounts were listed, and how often. */
async function measure(size, delayMs, argsFor) {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-bench-'));
  const emulator = await startFleet(`${size}x${kfAccounts}`, folder);
  try {
    await emulator.delay(delayMs);
    const usage = await usageOf([process.execPath, ...argsFor(folder)], { env: emulator.env });
    const calls = Object.values(await emulator.requests()).flat();
    const left = (await readdir(folder)).length - size;
    if (left !== 0) throw new Error(`${left} files were written`);
    const lists = calls.filter(({ path }) => path.endsWith('/getkflist')).length;
    return { ...usage, size, requests: calls.length, lists };
  } finally {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function medians(measured) {
  const of = (key) => rounded(median(measured.map((one) => one[key])));
  return {
    size: of('size'),
    seconds: of('seconds'),
    cpuSeconds: of('cpuSeconds'),
    peakMb: of('peakMb'),
    requests: of('requests'),
    lists: of('lists'),
  };
}

function rowLine({ case: name, size, kefu: own, script, ratio, goal }) {
  const said = ({ seconds, cpuSeconds, peakMb, requests, lists }) =>
    `${seconds} s, CPU ${cpuSeconds} s, peak ${peakMb} MB, ${requests} requests (${lists} lists)`;
  const sample = script.size < size ? ` (${script.size} of them; seconds ${size / script.size} times)` : '';
  return `${name}: kefu ${said(own)}; script ${said(script)}${sample}; ratio ${ratio} (goal ${goal})`;
}

function rounded(value) {
  return Number(value.toFixed(2));
}

function tell(row, line) {
  console.log(asJson ? JSON.stringify({ kind: 'fleet', ...row }) : line);
}
