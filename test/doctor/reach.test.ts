import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import type { Stage } from '../support/case.ts';
import { makeCertificate } from '../wechat/certificate.ts';
import { checkUp, healthy, line, open, young } from './checkup.ts';

/** The emulator over TLS: what arrives is handed on as it is. `bytes` counts what came through. */
async function overTls({ emulator }: Stage, options: TlsOptions): Promise<{ url: string; bytes(): number }> {
  let bytes = 0;
  const server = createSecureServer(options, (socket) => {
    const behind = connect(Number(new URL(emulator.url).port), '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    for (const end of [socket, behind]) end.on('error', () => {});
    socket.pipe(behind).pipe(socket);
  });
  server.on('tlsClientError', () => {});
  return { url: `https://localhost:${await listen(server)}`, bytes: () => bytes };
}

/** A proxy that takes CONNECT to a server of this machine; `asked` holds what it was asked for. */
async function openProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const behind = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      behind.write(head);
      socket.pipe(behind).pipe(socket);
    });
    for (const end of [socket, behind]) end.on('error', () => {});
  });
  return { url: `http://127.0.0.1:${await listen(proxy)}`, asked };
}

function listen(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port));
  });
}

/** The built CLI's checkup, with a certificate that its process trusts. */
async function doctorTrusting(stage: Stage, cert: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-trusted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const trusted = join(folder, 'trusted.pem');
  writeFileSync(trusted, cert);
  const { out } = await startKefu(['doctor', '--json'], {
    cwd: stage.folder,
    env: { ...stage.env, NODE_EXTRA_CA_CERTS: trusted, ...env },
  });
  return JSON.parse(out);
}

describe('given a server with a certificate that', () => {
  test('nobody signed: expect the connection to fail before a byte is sent', async () => {
    const stage = await open();
    const server = await overTls(stage, makeCertificate('localhost'));
    const { checkup } = await checkUp(stage, young, { KEFU_ENDPOINT: server.url });
    expect(line(checkup, 'server')).toMatch(
      /^fail .*secure connection to localhost:\d+ failed.*\[tls\] → .*NODE_EXTRA_CA_CERTS/,
    );
    expect(server.bytes()).toBe(0);
    expect(checkup.exitCode).toBe(1);
  });

  test('is trusted: expect its version and end, and everything else to be looked at', async () => {
    const stage = await open(healthy);
    const certificate = makeCertificate('localhost', { from: -1, to: 90 });
    const server = await overTls(stage, certificate);
    const checkup = await doctorTrusting(stage, certificate.cert, { KEFU_ENDPOINT: server.url });
    expect(line(checkup, 'server')).toMatch(
      /^ok localhost:\d+ \(.*1\) takes connections over TLSv1\.3; .* until 20/,
    );
    expect(checkup.exit_code).toBe(0);
  });

  test('ends soon: expect a warning', async () => {
    const stage = await open(healthy);
    const certificate = makeCertificate('localhost', { from: -1, to: 5 });
    const server = await overTls(stage, certificate);
    const checkup = await doctorTrusting(stage, certificate.cert, { KEFU_ENDPOINT: server.url });
    expect(line(checkup, 'server')).toMatch(
      /^warn The certificate of localhost.* ends on 20.* → Tell whoever/,
    );
  });
});

test('given a proxy, expect the server to be reached through it, and its name to be looked up by it alone', async () => {
  const name = 'gateway.invalid';
  const stage = await open({ desired: { officialAccount: { appId: 'wx0123456789abcdef' } } });
  const certificate = makeCertificate(name, { from: -1, to: 90 });
  const server = await overTls(stage, certificate);
  const proxy = await openProxy();
  const host = `${name}:${new URL(server.url).port}`;
  const checkup = await doctorTrusting(stage, certificate.cert, {
    KEFU_ENDPOINT: `https://${host}`,
    HTTPS_PROXY: proxy.url,
  });
  expect(line(checkup, 'proxy')).toMatch(
    /^ok gateway\.invalid:\d+ is reached through the proxy 127\.0\.0\.1/,
  );
  expect(line(checkup, 'server')).toMatch(/^ok gateway\.invalid:\d+ takes connections over TLSv1\.3/);
  expect(new Set(proxy.asked)).toEqual(new Set([host]));
});
