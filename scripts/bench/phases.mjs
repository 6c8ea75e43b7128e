// Where the time of `kefu plan` goes, seen from outside: its own lines, and a relay that sees its first and last call.
import { createServer, request } from 'node:http';
import { kefu, median, watch } from './emulator.mjs';

/**
 * Medians in milliseconds. `start`: of `--version`, which does nothing else. `config`: until the config is read.
 * `connect`: until the first call. `network`: from the first call to the last answer. `planRender`: until the last byte.
 */
export async function phasesOfPlan({ config, emulator }, runs) {
  const relay = await startRelay(emulator.url);
  const all = { start: [], config: [], connect: [], network: [], planRender: [], exit: [], whole: [] };
  try {
    for (let run = -2; run < runs; run++) {
      const start = (await watch([process.execPath, kefu, '--version'])).seconds;
      relay.begin();
      const plan = await watch([process.execPath, kefu, 'plan', '-c', config], {
        env: { ...emulator.env, KEFU_ENDPOINT: relay.url },
      });
      if (run < 0) continue;
      const read = plan.err[0];
      const last = plan.out.at(-1);
      const { first, answered } = relay.seen();
      const parts = { start, config: read - start, connect: first - read, network: answered - first };
      const rest = { planRender: last - answered, exit: plan.seconds - last, whole: plan.seconds };
      for (const [name, seconds] of Object.entries({ ...parts, ...rest })) all[name].push(seconds * 1000);
    }
  } finally {
    relay.stop();
  }
  return Object.fromEntries(Object.entries(all).map(([name, numbers]) => [name, median(numbers)]));
}

/** Passes every call on, and notes when the first came and the last was answered, in seconds since `begin()`. */
async function startRelay(target) {
  let begun = 0n;
  let times = {};
  const since = () => Number(process.hrtime.bigint() - begun) / 1e9;
  const server = createServer((asked, answer) => {
    times.first ??= since();
    const { method, url, headers } = asked;
    const passed = request(new URL(url, target), { method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer).on('finish', () => (times.answered = since()));
    });
    asked.pipe(passed);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    begin: () => {
      begun = process.hrtime.bigint();
      times = {};
    },
    seen: () => times,
    stop: () => server.close(),
  };
}
