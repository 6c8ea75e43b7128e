// Hostile input, generated: 20,000 configs, 10,000 answers of WeChat over HTTP, 5,000 damaged files of kefu. Each has to end in
// a refusal with a code or in success, within a minute, held by workers of half a gigabyte of heap each that are ended when they do not
// come back. Prints what became of them, the slowest and the largest; fails on anything else.
//   --seed N         other cases; 1 by default
//   --share 0.01     so much of them
//   --show configs 1234   prints one case
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const counts = { configs: 20_000, answers: 10_000, files: 5_000 };
// By the clock on the wall: a busy machine lets a case of half a second stand for ten.
const longestMs = 60_000;
const mostMegabytes = 512;
const pieceSize = 2500;

const value = (flag, usual) => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? usual : process.argv[at + 1];
};
const seed = Number(value('--seed', 1));
const share = Number(value('--share', 1));

execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
const folder = await mkdtemp(join(tmpdir(), 'kefu-hostile-'));
try {
  const program = await bundled();
  const shown = value('--show');
  if (shown)
    console.log(
      inspect(await work(program, { name: shown, from: Number(process.argv.at(-1)), count: 1, show: true }), {
        depth: 9,
        maxStringLength: 5000,
      }),
    );
  else process.exitCode = await endure(program);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function bundled() {
  const outfile = join(folder, 'endure.mjs');
  await build({
    entryPoints: ['test/hostile/children/endure.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // Pictures are found beside their source.
    define: { 'import.meta.dirname': JSON.stringify(join(process.cwd(), 'test/hostile/cases')) },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    external: ['pg-native', 'pg-cloudflare', 'sharp'],
  });
  return outfile;
}

async function endure(program) {
  const pieces = Object.entries(counts).flatMap(([name, whole]) => {
    const all = Math.ceil(whole * share);
    return Array.from({ length: Math.ceil(all / pieceSize) }, (_, index) => ({
      name,
      from: index * pieceSize,
      count: Math.min(pieceSize, all - index * pieceSize),
    }));
  });
  const tallies = new Map(Object.keys(counts).map((name) => [name, []]));
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let piece = pieces.shift(); piece; piece = pieces.shift())
        tallies.get(piece.name).push(await work(program, piece));
    }),
  );
  let met = 0;
  let faults = 0;
  for (const [name, some] of tallies) {
    const sum = (key) => some.reduce((total, tally) => total + tally[key], 0);
    const slowest = some
      .map((tally) => tally.slowest)
      .reduce((one, other) => (other.ms > one.ms ? other : one));
    const largest = Math.max(...some.map((tally) => tally.largest));
    const wrong = some.flatMap((tally) => tally.faults);
    met += sum('taken') + sum('refused');
    faults += wrong.length;
    console.log(
      `${name}: ${sum('taken') + sum('refused')} met, ${sum('taken')} taken, ${sum('refused')} refused, ${wrong.length} faults; slowest ${Math.round(slowest.ms)} ms (${slowest.at}), largest ${Math.round(largest / 1024 / 1024)} MB`,
    );
    for (const { at, what } of wrong.slice(0, 5))
      console.log(`  --seed ${seed} --show ${name} ${at}: ${what.split('\n').slice(0, 6).join('\n    ')}`);
  }
  console.log(`hostile=${met} faults=${faults}`);
  return faults === 0 ? 0 : 1;
}

/** A piece of work in a worker of its own; one that hangs or takes too much is a fault, and ended. */
function work(program, piece) {
  const at = new SharedArrayBuffer(4);
  const now = new Int32Array(at);
  Atomics.store(now, 0, -1);
  const worker = new Worker(program, {
    workerData: { ...piece, seed, at },
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  return new Promise((done) => {
    let last = -1;
    let since = Date.now();
    const watch = setInterval(() => {
      if (now[0] !== last) [last, since] = [now[0], Date.now()];
      else if (Date.now() - since > longestMs) end('no end in time');
    }, 250);
    const finish = (tally) => {
      clearInterval(watch);
      done(tally);
    };
    const end = (what) => {
      const empty = { taken: 0, refused: 0, slowest: { ms: 0, at: now[0] }, largest: 0 };
      finish({ ...empty, faults: [{ at: now[0], what }] });
      void worker.terminate();
    };
    worker.once('message', finish);
    worker.once('error', (error) => end(error.stack ?? String(error)));
    worker.once('exit', (code) => end(`the worker ended with ${code}`));
  });
}
