// What an operator may write as KEFU_BACKEND, and that no password of it is ever said.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../src/backend/open-backend.ts';
import { startStateServer } from '../support/terraform-http-server.ts';

const clock = { now: () => Date.now(), uptime: () => performance.now(), sleep: async () => {} };
const account = { name: 'shop', appId: 'wxemu0000000000001', stateFile: '/nowhere/shop.state.json' };
const password = 'geheim-Pa55wort';

/** What comes of reading the record through this backend; everything that could be printed of it. */
async function said(env: Record<string, string>): Promise<{ code: string; all: string }> {
  try {
    const backend = await openBackend({ env, clock, kinds: ['note'] });
    onTestFinished(() => backend.close());
    await backend.memoryOf(account).state.read();
    return { code: 'none', all: '' };
  } catch (error) {
    return { code: (error as { code: string }).code, all: inspect(error, { depth: 20, showHidden: true }) };
  }
}

test.each([
  ['another scheme', 'mysql://kefu@db/kefu', 'backend-address'],
  [
    'a database on another machine, in the clear',
    `postgres://kefu:${password}@db.example/kefu`,
    'backend-not-encrypted',
  ],
  [
    'the same by a parameter',
    `postgres://kefu:${password}@localhost/kefu?host=db.example`,
    'backend-not-encrypted',
  ],
  [
    'a certificate that nobody checks',
    `postgres://kefu:${password}@db.example/kefu?sslmode=no-verify`,
    'backend-address',
  ],
  ['no host', `postgres:///kefu?password=${password}`, 'backend-address'],
  ['half an address', `postgres://kefu:${password}@[/kefu`, 'backend-address'],
  ['a port that is no number', `postgres://kefu:${password}@localhost/kefu?port=abc`, 'backend-address'],
  ['a port that there is not', `postgres://kefu:${password}@localhost/kefu?port=65536`, 'backend-address'],
  ['a host of half an escape', `postgres://kefu:${password}@%zz/kefu`, 'backend-address'],
  [
    'two hosts, of which the driver takes the last',
    `postgres://kefu:${password}@localhost/kefu?host=localhost&host=db.example`,
    'backend-address',
  ],
  ['nobody there', `postgres://kefu:${password}@127.0.0.1:1/kefu`, 'backend-unreachable'],
  ['a server on another machine, in the clear', 'http://state.example/{name}', 'backend-address'],
  ['one state for all', 'https://state.example/shop', 'backend-address'],
  ['a login in the address', `https://ci:${password}@state.example/{name}`, 'backend-address'],
  ['no server there', 'http://127.0.0.1:1/{name}', 'backend-unreachable'],
])('%s: expect it to be refused, without the password', async (_title, KEFU_BACKEND, code) => {
  const { all, ...rest } = await said({ KEFU_BACKEND, KEFU_HTTP_PASSWORD: password });
  expect(rest).toEqual({ code });
  expect(all).not.toContain(password);
});

test('a wrong password: expect to hear so, without it', async () => {
  const server = await startStateServer('plain', 'ci:another');
  onTestFinished(server.close);
  const { code, all } = await said({
    KEFU_BACKEND: `${server.url}/{name}`,
    KEFU_HTTP_USERNAME: 'ci',
    KEFU_HTTP_PASSWORD: password,
  });
  expect(code).toBe('backend-refused');
  expect(all).not.toContain(password);
});

test('a server that leads elsewhere: expect the login to stay', async () => {
  let heard = 0;
  const other = createServer((_request, response) => {
    heard += 1;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  const server = createServer((_request, response) => {
    const { port } = other.address() as { port: number };
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  }).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(other, 'listening')]);
  onTestFinished(() => {
    server.close();
    other.close();
  });
  const { port } = server.address() as { port: number };
  expect((await said({ KEFU_BACKEND: `http://127.0.0.1:${port}/{name}` })).code).toBe('backend-fault');
  expect(heard).toBe(0);
});

test('answers that are lost on the way: expect the lock to be held, the record written once, and the lock given back', async () => {
  const server = await startStateServer('gitlab');
  onTestFinished(server.close);
  const env = { KEFU_BACKEND: `${server.url}/api/v4/projects/7/terraform/state/{name}` };
  const backend = await openBackend({ env, clock, kinds: ['note'] });
  onTestFinished(() => backend.close());
  server.loseAnswers(1);
  const lock = await backend.memoryOf(account).takeLock(0);
  server.loseAnswers(2);
  await lock.state.write({
    appId: account.appId,
    serial: 1,
    objects: new Map(),
    intents: [],
    appliedPlans: [],
  });
  await lock.release();
  expect(server.locks.size).toBe(0);
  expect((await backend.memoryOf(account).state.read())?.serial).toBe(1);
});
