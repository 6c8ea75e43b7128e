import { lookup as resolveName } from 'node:dns';
import { pictureByteLimit } from '../avatars/inspect.ts';
import type { PictureReader } from '../model/ports.ts';
import { isLoopback } from './address.ts';
import { readBody } from './body.ts';
import { type ConnectionOptions, openConnections } from './connections.ts';
import { publicLookup } from './private-address.ts';

/** Milliseconds for a whole picture. */
const deadline = 5_000;

/**
 * Fetches avatars from WeChat's picture servers, or from the endpoint itself when that is on this machine. The URL comes
 * from live data, so it may name anything: it is asked only if the host is on the list and its address is a public one,
 * without a token, and a redirect is not followed.
 */
export function createPictureReader(options: ConnectionOptions): PictureReader {
  return {
    async fetch(url) {
      const target = allowedTarget(url, options.endpoint);
      if (target === undefined) return undefined;
      try {
        return await fetchPicture(target, options);
      } catch {
        // A picture that can't be had makes a field unverifiable; it is no reason to stop.
        return undefined;
      }
    },
  };
}

async function fetchPicture(target: URL, options: ConnectionOptions): Promise<Uint8Array | undefined> {
  const lookup = isLoopback(target) ? undefined : publicLookup(options.lookup ?? resolveName);
  const connections = openConnections({ ...options, endpoint: target, lookup });
  const connection = await connections.take('fresh');
  try {
    const { statusCode, headers, body } = await connection.request({
      path: `${target.pathname}${target.search}`,
      method: 'GET',
      headers: { accept: 'image/*', 'user-agent': 'kefu' },
      signal: AbortSignal.timeout(deadline),
    });
    body.on('error', () => {});
    if (statusCode !== 200 || headers['content-encoding'] !== undefined) return undefined;
    return new Uint8Array(await readBody(body, undefined, pictureByteLimit));
  } finally {
    await connection.release();
  }
}

/** What may be asked for; WeChat still writes `http://` into its picture URLs, which its servers take as https. */
function allowedTarget(url: string, endpoint: URL): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const target = new URL(url);
  if (target.username !== '' || target.password !== '') return undefined;
  // A "picture" under an API path would be a call: WeChat's old delete is a GET.
  if (isLoopback(endpoint) && target.origin === endpoint.origin) {
    return /^\/(?:cgi-bin|customservice)\//.test(target.pathname) ? undefined : target;
  }
  if (!isPictureHost(target.hostname) || target.port !== '') return undefined;
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  target.protocol = 'https:';
  return target;
}

function isPictureHost(hostname: string): boolean {
  return hostname.endsWith('.qpic.cn') || hostname.endsWith('.qlogo.cn');
}
