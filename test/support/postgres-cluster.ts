import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A PostgreSQL of one's own, on a free port of this machine. */
export interface Cluster {
  readonly port: number;
  /** The address of a database in it, which is made; each name has tables of its own. */
  database(name: string): string;
  /** Runs a statement and resolves to what psql prints. */
  ask(name: string, sql: string): string;
  /** Ends it at once, as a power cut would; its data stay. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Debian keeps the programs of each version apart. */
function binFolder(): string {
  const root = '/usr/lib/postgresql';
  const [version] = readdirSync(root)
    .map(Number)
    .filter(Boolean)
    .sort((one, other) => other - one);
  return join(root, String(version), 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, which needs no sudo. */
export function identity(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Makes and starts a cluster. `settings` as `name=value`. */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const bin = binFolder();
  const as = identity();
  const home = mkdtempSync(join(tmpdir(), 'kefu-pg-'));
  if (as.uid !== undefined && as.gid !== undefined) chownSync(home, as.uid, as.gid);
  const data = join(home, 'data');
  const flags = ['-U', 'kefu', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync', '--no-instructions'];
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, ...flags], { ...as, cwd: home, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const all = ['listen_addresses=127.0.0.1', 'max_connections=100', ...settings];
  const args = ['-D', data, '-p', String(port), '-k', home, ...all.flatMap((one) => ['-c', one])];
  let child: ChildProcess | undefined;
  const start = async () => {
    for (let attempt = 0; ; attempt += 1) {
      const started = await startOnce(join(bin, 'postgres'), args, { ...as, cwd: home });
      if ('child' in started) {
        child = started.child;
        return;
      }
      // After a kill the old sessions hold the shared memory a moment longer.
      if (!/still in use|lock file "postmaster.pid"/.test(started.log) || attempt > 100)
        throw new Error(started.log);
      await sleep(20);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const psql = (name: string, sql: string) =>
    execFileSync(
      join(bin, 'psql'),
      ['-h', home, '-p', String(port), '-U', 'kefu', '-d', name, '-AtXqc', sql],
      {
        encoding: 'utf8',
      },
    ).trim();
  await start();
  return {
    port,
    database: (name) => {
      psql('postgres', `CREATE DATABASE "${name}"`);
      return `postgres://kefu@127.0.0.1:${port}/${name}`;
    },
    ask: psql,
    kill: () => end('SIGKILL'),
    start,
    close: async () => {
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startOnce(
  command: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd: string },
): Promise<{ readonly child: ChildProcess } | { readonly log: string }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  const isReady = await new Promise((done) => {
    child.stderr?.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) done(true);
    });
    child.once('exit', () => done(false));
  });
  if (!isReady) return { log };
  child.stderr?.removeAllListeners('data').resume();
  child.unref();
  return { child };
}
