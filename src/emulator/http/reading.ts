/** Reads a request off the socket: sized or chunked, with or without Content-Type. */

import type { IncomingMessage } from 'node:http';

/** More than the largest file WeChat takes, so that "too large" is answered by the call and not by the socket. */
const bodyLimitBytes = 32 * 1024 * 1024;

/** The whole body, or undefined when it is beyond what the emulator reads or the caller left midway. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > bodyLimitBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** Whether the Host header names this machine; anything else may be DNS rebinding from a web page. */
export function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/**
 * Whether a browser says that a page of another site makes this request; another port, or another name of this machine, is
 * another site. Such a page may only open the emulator's own page, and show pictures and media as WeChat's hosts let it.
 * Whoever is no browser says nothing of the kind.
 */
export function isFromForeignPage({ method, headers }: IncomingMessage, path: string): boolean {
  const { host, origin } = headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  const site = headers['sec-fetch-site'];
  if (site !== 'cross-site' && site !== 'same-site') return false;
  const isOpening = path === '/' && headers['sec-fetch-mode'] === 'navigate';
  return method !== 'GET' || !(isOpening || /^\/__emulator\/(?:pictures|media)\//.test(path));
}

/**
 * Whether a browser says that this request comes from a page and it is to change the world. Where the page is from may
 * look right and be wrong: what listened on this port before may have left a page open.
 */
export function isWriteOfPage({ method, headers }: IncomingMessage, path: string): boolean {
  if (method === 'GET' || method === 'HEAD' || !path.startsWith('/__emulator/')) return false;
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

/** What a request asks for; whatever stands there is a path on this server, also `//elsewhere` and what is no URL. */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>, origin: string): URL {
  const path = url.replace(/^https?:\/\/[^/]+(?=\/)/, '');
  return new URL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`);
}
