// An emulator of its own for each measurement, and programs run to their end.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const kefu = resolve('dist/cli/main.js');

/** Programs start as on a machine that sets nothing: an extra certificate file costs Node tens of milliseconds. */
export const plainEnv = { ...process.env, NODE_EXTRA_CA_CERTS: '' };

/** Starts an emulator. Resolves to its values, `delay(ms)` before every answer, `requests()` and `stop()`. */
export function startEmulator() {
  return started([]);
}

/** The same for a fleet, such as `1000x100`, with its configs in a folder; `requests()` are by AppID. */
export function startFleet(size, folder) {
  return started(['--fleet', size, '--configs', folder]);
}

async function started(args) {
  const child = spawn(process.execPath, [kefu, 'emulator', '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const line = await new Promise((told) => createInterface(child.stdout).once('line', told));
  const values = JSON.parse(line);
  return {
    ...values,
    env: { ...plainEnv, KEFU_ENDPOINT: values.url, KEFU_APP_SECRET: values.appSecret },
    delay: async (ms) => {
      if (ms > 0) await control('faults', { kind: 'delay', path: '*', ms, times: 1_000_000 });
    },
    requests: async () => {
      const answer = await (await fetch(`${values.url}/__emulator/requests`)).json();
      return answer.requests ?? answer;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };

  async function control(path, body) {
    const answer = await fetch(`${values.url}/__emulator/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the emulator answered ${answer.status}: ${await answer.text()}`);
  }
}

/** Runs a program to its end; rejects when it doesn't exit with 0. Resolves to its seconds. */
export async function secondsOf([command, ...args], options = {}) {
  return (await watch([command, ...args], options)).seconds;
}

/** The same, with when each piece of output came: `out` and `err` are lists of seconds since the start. */
export async function watch([command, ...args], options = {}) {
  const begun = process.hrtime.bigint();
  const since = () => Number(process.hrtime.bigint() - begun) / 1e9;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: plainEnv, ...options });
  const seen = { out: [], err: [] };
  let told = '';
  const listen = (stream, times) =>
    stream.on('data', (data) => {
      times.push(since());
      told += data;
    });
  listen(child.stdout, seen.out);
  listen(child.stderr, seen.err);
  const { code, seconds } = await new Promise((done) =>
    child.once('exit', (code) => done({ code, seconds: since() })),
  );
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${told}`);
  return { ...seen, seconds };
}

/** Peak memory of a program in MB, as the system counted it. */
export async function peakOf(argv, options) {
  return (await usageOf(argv, options)).peakMb;
}

/**
 * Runs a program to its end, without its output; rejects when it doesn't exit with 0. Resolves to its seconds, its processor
 * seconds and its peak memory in MB, as the system counted them (Linux: kilobytes).
 */
export async function usageOf(argv, options) {
  const script =
    'import json,resource,subprocess,sys,time; b=time.monotonic(); s=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode; e=time.monotonic(); r=resource.getrusage(resource.RUSAGE_CHILDREN); print(json.dumps([s,e-b,r.ru_utime+r.ru_stime,r.ru_maxrss]))';
  const child = spawn('/usr/bin/python3', ['-c', script, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  const [line] = await new Promise((told) =>
    createInterface(child.stdout).once('line', (...words) => told(words)),
  );
  const [code, seconds, cpuSeconds, kilobytes] = JSON.parse(line);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
  return { seconds, cpuSeconds, peakMb: kilobytes / 1024 };
}

export function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
