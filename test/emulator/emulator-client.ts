/** A plain client for tests of the emulator: no code of the tool, only fetch and bytes. */

import { expect } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';

export type Json = Record<string, unknown>;

export interface EmulatorClient {
  token: string;
  get(path: string, query?: Record<string, string>): Promise<Json>;
  post(path: string, body: unknown, query?: Record<string, string>): Promise<Json>;
  upload(
    path: string,
    file: Buffer,
    query?: Record<string, string>,
    filename?: string,
    fields?: Record<string, string>,
  ): Promise<Json>;
  control(method: string, path: string, body?: unknown): Promise<Json>;
}

export async function connect(emulator: RunningEmulator): Promise<EmulatorClient> {
  const answer = await readJson(
    await fetch(`${emulator.url}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: emulator.appId,
        secret: emulator.appSecret,
      }),
    }),
  );
  expect(answer).toHaveProperty('access_token');
  const client: EmulatorClient = {
    token: String(answer.access_token),
    get: async (path, query) => readJson(await fetch(address(path, query))),
    post: async (path, body, query) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return readJson(await fetch(address(path, query), { method: 'POST', body: text }));
    },
    upload: async (path, file, query, filename = 'head.jpg', fields = {}) => {
      const { contentType, body } = multipart(file, filename, fields);
      const headers = { 'content-type': contentType };
      return readJson(
        await fetch(address(path, query), { method: 'POST', body: new Uint8Array(body), headers }),
      );
    },
    control: async (method, path, body) => {
      const options = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      return readJson(await fetch(`${emulator.url}/__emulator/${path}`, options));
    },
  };
  return client;

  function address(path: string, query: Record<string, string> = {}): string {
    return `${emulator.url}${path}?${new URLSearchParams({ access_token: client.token, ...query })}`;
  }
}

function multipart(
  file: Buffer,
  filename: string,
  fields: Record<string, string> = {},
): { contentType: string; body: Buffer } {
  const boundary = 'kefu-test-boundary';
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${filename}"\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(texts.join('') + head),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

async function readJson(response: Response): Promise<Json> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`not JSON (${response.status}): ${text.slice(0, 200)}`);
  }
}
