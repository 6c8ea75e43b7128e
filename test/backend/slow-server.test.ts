import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { stateClient } from '../../src/backend/http/client.ts';

test('a server whose answer drips byte by byte is not waited for without end', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const client = stateClient(
    {},
    { now: () => Date.now(), uptime: () => performance.now(), sleep: async () => {} },
    200,
  );
  onTestFinished(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/shop`);
  const failure: unknown = await client.send({ url, method: 'GET' }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'unreachable', code: 'backend-unreachable' });
  expect((failure as Error).message).toMatch(/can't be reached: The operation was aborted due to timeout/);
});
