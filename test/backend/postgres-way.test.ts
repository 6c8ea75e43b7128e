// The way to PostgreSQL: the certificate is verified in every mode that encrypts, and a pooler that gives each transaction
// another session is refused. The server is a real one; the pooler is written here.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../src/backend/open-backend.ts';
import type { Memory } from '../../src/model/backend.ts';
import { type Cluster, identity, startCluster } from '../support/postgres-cluster.ts';

const clock = { now: () => Date.now(), uptime: () => performance.now(), sleep: async () => {} };
const folder = mkdtempSync(join(tmpdir(), 'kefu-tls-'));
let cluster: Cluster;
let certificate: string;
let otherCertificate: string;

beforeAll(async () => {
  const key = selfSigned('server', 'IP:127.0.0.1');
  certificate = join(folder, 'server.crt');
  selfSigned('other', 'IP:127.0.0.1');
  otherCertificate = join(folder, 'other.crt');
  cluster = await startCluster(['ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`]);
});
afterAll(async () => {
  await cluster?.close();
  rmSync(folder, { recursive: true });
});

/** Makes a key and a certificate that vouches for itself; resolves to the path of the key, which the server alone may read. */
function selfSigned(name: string, subject: string): string {
  const key = join(folder, `${name}.key`);
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
  const files = ['-keyout', key, '-out', join(folder, `${name}.crt`), '-addext', `subjectAltName=${subject}`];
  execFileSync('openssl', [...args, ...files], { stdio: 'ignore' });
  const { uid, gid } = identity();
  chmodSync(folder, 0o755);
  chmodSync(key, 0o600);
  if (uid !== undefined && gid !== undefined) chownSync(key, uid, gid);
  return key;
}

let places = 0;

async function memoryAt(address: string): Promise<Memory> {
  const backend = await openBackend({ env: { KEFU_BACKEND: address }, clock, kinds: ['note'] });
  onTestFinished(() => backend.close());
  return backend.memoryOf({ name: 'shop', appId: 'wxemu0000000000001', stateFile: '/nowhere/s.state.json' });
}

describe('a server whose certificate nobody vouches for', () => {
  test.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
    'sslmode=%s: expect it to be refused',
    async (mode) => {
      const memory = await memoryAt(`${cluster.database(`way${++places}`)}?sslmode=${mode}`);
      await expect(memory.takeLock(0)).rejects.toMatchObject({
        kind: 'config',
        code: 'backend-fault',
        message: expect.stringMatching(/can't prove who it is: self-signed certificate/),
        hint: expect.stringContaining('sslrootcert'),
      });
      expect(cluster.ask(`way${places}`, "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'kefu%'")).toBe(
        '0',
      );
    },
  );

  test.each(['require', 'verify-full'])(
    'sslmode=%s with its certificate as sslrootcert: expect an encrypted session',
    async (mode) => {
      const name = `way${++places}`;
      const memory = await memoryAt(`${cluster.database(name)}?sslmode=${mode}&sslrootcert=${certificate}`);
      const lock = await memory.takeLock(0);
      const sessions = cluster.ask(
        name,
        `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'kefu' AND datname = '${name}'`,
      );
      expect(sessions).toBe('t');
      await lock.release();
    },
  );

  test('the certificate of another as sslrootcert: expect it to be refused', async () => {
    const address = `${cluster.database(`way${++places}`)}?sslmode=verify-full&sslrootcert=${otherCertificate}`;
    const memory = await memoryAt(address);
    await expect(memory.takeLock(0)).rejects.toMatchObject({ kind: 'config', code: 'backend-fault' });
  });

  test('a name that the certificate is not for: expect it to be refused, in the mode that says `require`, too', async () => {
    const url = new URL(`${cluster.database(`way${++places}`)}?sslmode=require&sslrootcert=${certificate}`);
    url.hostname = 'localhost';
    const memory = await memoryAt(url.href);
    await expect(memory.takeLock(0)).rejects.toMatchObject({
      code: 'backend-fault',
      message: expect.stringContaining("can't prove who it is"),
    });
  });
});

test('a pooler that gives each transaction another session: expect it to be refused, and no lock counted on', async () => {
  const url = new URL(cluster.database(`way${++places}`));
  const pooler = await transactionPooler(cluster.port);
  url.port = String(pooler.port);
  const memory = await memoryAt(url.href);
  await expect(memory.takeLock(0)).rejects.toMatchObject({
    code: 'backend-fault',
    message: expect.stringContaining('behind a pooler in transaction mode: connect to the server itself'),
  });
});

/** Each client gets two sessions of the server, which take turns: a transaction each. */
async function transactionPooler(port: number): Promise<{ readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const sessions = [0, 1].map(() => connect(port, '127.0.0.1'));
    for (const socket of [client, ...sessions]) sockets.add(socket.on('error', () => {}));
    client.on('close', () => {
      for (const session of sessions) session.destroy();
    });
    let turn = 0;
    let ready = 0;
    let held = Buffer.alloc(0);
    let hasStarted = false;
    const forward = () => {
      // The startup message has no letter before its length; each other one has.
      if (!hasStarted && held.length >= 4 && held.length >= held.readInt32BE(0)) {
        const length = held.readInt32BE(0);
        for (const session of sessions) session.write(held.subarray(0, length));
        held = held.subarray(length);
        hasStarted = true;
      }
      if (hasStarted && ready >= 2 && held.length > 0) {
        sessions[turn % 2]?.write(held);
        held = Buffer.alloc(0);
      }
    };
    client.on('data', (bytes) => {
      held = Buffer.concat([held, bytes]);
      forward();
    });
    for (const [index, session] of sessions.entries()) {
      let said = Buffer.alloc(0);
      let isReady = false;
      session.on('data', (bytes) => {
        // What the second says before its first query nobody asked for.
        if (isReady || index === 0) client.write(bytes);
        said = Buffer.concat([said, bytes]);
        while (said.length >= 5 && said.length > said.readInt32BE(1)) {
          const isIdle = said[0] === 0x5a && said[5] === 0x49;
          said = said.subarray(1 + said.readInt32BE(1));
          if (!isIdle) continue;
          if (isReady) turn += 1;
          else ready += 1;
          isReady = true;
        }
        forward();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as { port: number }).port };
}
