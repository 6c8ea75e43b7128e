// What the first starts of a command cost: kefu keeps its compiled code beside its files at the second one, and takes it from the
// third on (docs/decisions/0020-keep-compiled-code-beside-the-code.md).
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kefu, median, secondsOf } from './emulator.mjs';

const cache = join(dirname(dirname(dirname(kefu))), '.cache');
const starts = ['first', 'second', 'third'];

/**
 * Medians of seconds of the first three starts of `plan` after an installation, and of the ratios to the script beside it,
 * `plain`, run in turn. What was kept before is taken away.
 */
export async function firstRuns({ config, emulator }, plain, runs) {
  const seconds = { first: [], second: [], third: [], script: [] };
  const ratios = { first: [], second: [], third: [] };
  for (let run = 0; run < runs; run++) {
    await rm(cache, { recursive: true, force: true });
    const script = await secondsOf(plain('plan', config), { env: emulator.env });
    seconds.script.push(script);
    for (const start of starts) {
      const own = await secondsOf([process.execPath, kefu, 'plan', '-c', config], { env: emulator.env });
      seconds[start].push(own);
      ratios[start].push(own / script);
    }
  }
  const medians = (lists) =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, median(list)]));
  return { seconds: medians(seconds), ratio: medians(ratios), keptFiles: await filesIn(cache) };
}

/** 0 where nothing is kept: a folder that is not ours, a full disk, NODE_DISABLE_COMPILE_CACHE. */
async function filesIn(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.v8')).length;
}
