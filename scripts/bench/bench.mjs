// The whole bench: start-up, and the largest config, then plan and apply beside plain scripts in Python and Node, in turn, then plan by phase and the
// first runs of it. All but the last are what a user gets from the third start of a command on: two runs go before, untimed.
// `--quick`: five runs of the shortest cases, for CI. `--json`: one JSON object a line. Prints; never fails on a time.
import { resolve } from 'node:path';
import { kefu, median, peakOf, secondsOf } from './emulator.mjs';
import { firstRuns } from './first-runs.mjs';
import { phasesOfPlan } from './phases.mjs';
import { stage } from './stage.mjs';
import { largestConfig, largestLine, startUpLine, startUps } from './startup.mjs';

const isQuick = process.argv.includes('--quick');
const asJson = process.argv.includes('--json');
/** With these kefu keeps its compiled code, and the files of all programs are in memory. */
const untimed = 2;
const runs = isQuick ? 5 : 7;
const sizes = isQuick ? [100] : [10, 100];
const delays = isQuick ? [0] : [0, 50];

const programs = {
  kefu: (verb, config) => [
    process.execPath,
    kefu,
    verb,
    '-c',
    config,
    ...(verb === 'apply' ? ['--auto-approve'] : []),
  ],
  python: (verb, config) => ['/usr/bin/python3', resolve('scripts/bench/plain.py'), verb, config],
  node: (verb, config) => [process.execPath, resolve('scripts/bench/plain.mjs'), verb, config],
};

for (const row of await startUps(isQuick ? 7 : 15)) tell('start-up', row, startUpLine(row));
const largest = await largestConfig(runs);
tell('config', largest, largestLine(largest));
for (const verb of ['plan', 'apply'])
  for (const accounts of sizes)
    for (const delayMs of delays) {
      const row = await compare(verb, accounts, delayMs);
      tell(verb, row, comparisonLine(row));
    }
const unchanged = await stage({ accounts: 100, delayMs: 0, live: true });
const phases = await phasesOfPlan(unchanged, runs);
tell('phases', { case: 'plan', accounts: 100, delayMs: 0, runs, ...rounded(phases) }, phaseLine(phases));
const first = await firstRuns(unchanged, programs.python, runs);
await unchanged.end();
const firstRow = { ...first, seconds: rounded(first.seconds), ratio: rounded(first.ratio) };
tell('first runs', { case: 'plan', accounts: 100, delayMs: 0, runs, ...firstRow }, firstLine(firstRow));

/** `plan` finds all accounts unchanged, `apply` adds them all; each program in turn. */
async function compare(verb, accounts, delayMs) {
  const seconds = { kefu: [], python: [], node: [] };
  const peaks = {};
  const requests = {};
  // A plan changes nothing: all runs have one stage.
  const shared = verb === 'plan' ? await stage({ accounts, delayMs, live: true }) : undefined;
  for (let run = -untimed; run <= runs; run++) {
    for (const [name, argv] of Object.entries(programs)) {
      const { config, emulator, end } = shared ?? (await stage({ accounts, delayMs }));
      try {
        const before = (await emulator.requests()).length;
        // The last run is for memory: it is measured by a program around it, which takes its time.
        if (run === runs) peaks[name] = await peakOf(argv(verb, config), { env: emulator.env });
        else {
          const took = await secondsOf(argv(verb, config), { env: emulator.env });
          if (run >= 0) seconds[name].push(took);
        }
        requests[name] = (await emulator.requests()).length - before;
      } finally {
        if (shared === undefined) await end();
      }
    }
  }
  await shared?.end();
  const beside = (name) => median(seconds.kefu.map((own, run) => own / seconds[name][run]));
  return {
    case: `${verb} ${accounts} accounts, ${delayMs} ms`,
    runs,
    seconds: rounded({
      kefu: median(seconds.kefu),
      python: median(seconds.python),
      node: median(seconds.node),
    }),
    ratio: rounded({ python: beside('python'), node: beside('node') }),
    peakMb: rounded(peaks),
    requests,
  };
}

function comparisonLine({ case: name, seconds, ratio, peakMb, requests }) {
  const each = (values, unit) =>
    `${values.kefu}${unit} (Python ${values.python}${unit}, Node ${values.node}${unit})`;
  return `${name}: ${each(seconds, ' s')}; ratio ${ratio.python} to Python, ${ratio.node} to Node; peak ${each(peakMb, ' MB')}; requests ${each(requests, '')}`;
}

function phaseLine(phases) {
  const parts = Object.entries(phases).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  return `plan 100 accounts by phase, ms: ${parts.join(', ')}`;
}

function firstLine({ seconds, ratio, keptFiles }) {
  const parts = ['first', 'second', 'third'].map(
    (start) => `${start} ${seconds[start]} s (${ratio[start]} to Python)`,
  );
  return `plan 100 accounts, 0 ms, the starts after an installation: ${parts.join(', ')}; files of compiled code kept: ${keptFiles}`;
}

function rounded(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

function tell(kind, row, line) {
  console.log(asJson ? JSON.stringify({ kind, ...row }) : line);
}
