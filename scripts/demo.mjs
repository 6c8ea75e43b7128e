// The main job from end to end, on the emulator: plan, apply, plan again. Leaves nothing running and nothing behind.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const kefu = resolve('dist/cli/main.js');
const folder = await mkdtemp(join(tmpdir(), 'kefu-demo-'));
let emulator;
try {
  await cp('examples/quickstart', folder, { recursive: true });
  await rm(join(folder, 'kefu.state.json'), { force: true });
  emulator = await startEmulator();
  const env = { ...process.env, KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
  await run(['plan'], env);
  await run(['apply', '--auto-approve', '--settle-time', '1'], env);
  await run(['plan', '--detailed-exitcode'], env);
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
} finally {
  await emulator?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Starts `kefu emulator` on a free port and resolves to what it printed. */
async function startEmulator() {
  const child = spawn(process.execPath, [kefu, 'emulator', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const first = await Promise.race([
    new Promise((line) => createInterface(child.stdout).once('line', line)),
    ended.then((code) => {
      throw new Error(`the emulator ended with exit code ${code}`);
    }),
  ]);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { ...JSON.parse(first), stop };
}

/** Runs kefu in the demo's folder, shown as a person would type it. Rejects when it doesn't exit with 0. */
async function run(args, env) {
  console.log(`\n$ kefu ${args.join(' ')}\n`);
  const child = spawn(process.execPath, [kefu, ...args], { cwd: folder, env, stdio: 'inherit' });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`kefu ${args[0]} ended with exit code ${code}`);
}
