import { createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import { startKefu } from '../support/built-cli.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';

/** A server of another origin that must never hear of anything; tells how many connections and bytes it got. */
async function openOther(): Promise<{ url: string; heard(): { connections: number; bytes: number } }> {
  let connections = 0;
  let bytes = 0;
  const server = createServer((socket: Socket) => {
    connections += 1;
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        bytes += chunk.length;
      });
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"errcode":0,"kf_list":[]}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, heard: () => ({ connections, bytes }) };
}

const answers = {
  'a redirect (302)': { fault: { kind: 'redirect', status: 302 }, code: 'redirect' },
  'a redirect that keeps the body (307)': { fault: { kind: 'redirect', status: 307 }, code: 'redirect' },
  'JSON that ends too early': { fault: { kind: 'truncate', atByte: 10 }, code: 'unreadable-answer' },
  'a body cut below its length': { fault: { kind: 'cut', atByte: 10 }, code: 'cut-off' },
  'a gzip bomb': { fault: { kind: 'gzip-bomb', megabytes: 64 }, code: 'answer-too-long' },
  'a web page (200)': {
    fault: { kind: 'body', body: '<!DOCTYPE html><title>登录</title>', contentType: 'text/html' },
    code: 'unreadable-answer',
  },
  'a web page (502)': { fault: { kind: 'html', status: 502 }, code: 'http-status' },
} as const;

async function open(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(() => stage.end());
  return stage;
}

const oneUpdate = {
  live: [{ account: 'alice', nickname: '小美' }],
  desired: { accounts: { alice: { nickname: '美美' } } },
};

const apply = ['apply', '--auto-approve', '--settle-time', '0.1', '--json'];

describe.each(Object.entries(answers))('given %s', (_title, { fault, code }) => {
  /** Every fault but the redirect knows nothing of a location. */
  async function hostile(path: string, more: object) {
    const stage = await open(oneUpdate);
    const other = await openOther();
    const location = fault.kind === 'redirect' ? { location: `${other.url}${path}` } : {};
    stage.emulator.inject({ ...fault, ...location, path, times: 99, ...more } as FaultInput);
    return { stage, other };
  }

  test.each(['/cgi-bin/stable_token', '/cgi-bin/customservice/getkflist'])(
    'in answer to %s, expect plan and apply to end in one clear error, with nothing written',
    async (path) => {
      const { stage, other } = await hostile(path, {});
      const commands = [['plan'], ['apply', '--auto-approve', '--lock-timeout', '60']];
      const runs = commands.map((args) => startKefu(args, { cwd: stage.folder, env: stage.env }));
      for (const { exit, out, err } of await Promise.all(runs)) {
        expect(exit).toBe(1);
        expect(err.match(/^error: /gm)).toHaveLength(1);
        expect(err).toMatch(new RegExp(`^error: WeChat .*\\[${code}\\]$`, 'm'));
        expect(`${out}${err}`).not.toMatch(/\n\s+at |<!DOCTYPE|No changes|Apply complete/);
      }
      expect(stage.emulator.world.requests.filter(({ effect }) => effect)).toEqual([]);
      expect(other.heard()).toEqual({ connections: 0, bytes: 0 });
    },
  );

  test('in answer to a write that had its effect, expect it to be read back and reported as done', async () => {
    // A cut and a truncated answer come of a call that was carried out, always.
    const always = fault.kind === 'cut' || fault.kind === 'truncate';
    const { stage, other } = await hostile('kfaccount/update', always ? {} : { effect: true });
    const { exit, out } = await startKefu(apply, { cwd: stage.folder, env: stage.env });
    expect(JSON.parse(out).results).toMatchObject([{ status: 'done' }]);
    expect(exit).toBe(0);
    const updates = stage.emulator.world.requests.filter(({ path }) => path.endsWith('kfaccount/update'));
    expect(updates).toMatchObject([{ effect: true }]);
    expect(other.heard()).toEqual({ connections: 0, bytes: 0 });
  });
});

describe.each([
  ['a redirect (307)', { kind: 'redirect', status: 307 }],
  ['a web page (502)', { kind: 'html', status: 502 }],
] as const)('given %s to every try of a write that never has its effect', (_title, fault) => {
  test('expect the outcome to stay unknown, and exit code 8', async () => {
    const stage = await open(oneUpdate);
    const other = await openOther();
    const location = fault.kind === 'redirect' ? { location: other.url } : {};
    stage.emulator.inject({ ...fault, ...location, path: 'kfaccount/update', times: 99 } as FaultInput);
    const { exit, out } = await startKefu(apply, { cwd: stage.folder, env: stage.env });
    expect(JSON.parse(out).results).toMatchObject([{ status: 'unknown' }]);
    expect(exit).toBe(8);
    expect(stage.emulator.world.accounts).toMatchObject([{ nickname: '小美' }]);
    expect(other.heard()).toEqual({ connections: 0, bytes: 0 });
  });
});
