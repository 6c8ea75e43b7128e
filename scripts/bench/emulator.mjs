// An emulator of its own for each measurement, with a delay before every answer.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const kefu = resolve('dist/cli/main.js');

/** Starts an emulator whose calls take `delayMs`. Resolves to its values, `requests()` and `stop()`. */
export async function startEmulator(delayMs) {
  const child = spawn(process.execPath, [kefu, 'emulator', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const line = await new Promise((told) => createInterface(child.stdout).once('line', told));
  const values = JSON.parse(line);
  if (delayMs > 0) await control('faults', { kind: 'delay', path: '*', ms: delayMs, times: 1_000_000 });
  return {
    ...values,
    env: { ...process.env, KEFU_ENDPOINT: values.url, KEFU_APP_SECRET: values.appSecret },
    requests: async () => (await fetch(`${values.url}/__emulator/requests`)).json(),
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
export async function secondsOf(args, options) {
  const begun = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (told += data));
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${told}`);
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

export function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
