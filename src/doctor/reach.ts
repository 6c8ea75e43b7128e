import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { Failure } from '../model/failure.ts';
import { networkFault } from '../wechat/transport-faults.ts';
import { openTunnel } from '../wechat/tunnel.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';

/** A server that takes connections. */
export interface Reached {
  /** Its address; undefined behind a proxy, which looks it up itself. */
  readonly address?: string;
  readonly tls?: {
    readonly version: string;
    /** As the certificate writes it; `Date` reads it. */
    readonly certificateEnds: string;
  };
}

/** Milliseconds. */
const patience = 5_000;

/**
 * Connects as the client would, with TLS unless it is plain http, and says nothing. Rejects with a `Failure` that names
 * the step that failed.
 */
export async function reachServer(endpoint: URL, proxy: URL | undefined): Promise<Reached> {
  const host = endpoint.hostname.replace(/^\[|\]$/g, '');
  const port = Number(endpoint.port || (endpoint.protocol === 'https:' ? 443 : 80));
  try {
    const address = proxy === undefined ? (await lookup(host)).address : undefined;
    const socket =
      proxy === undefined
        ? await settled(connectPlain({ host: address ?? host, port }), 'connect')
        : await openTunnel(proxy, `${endpoint.hostname}:${port}`, patience);
    const shown = address === undefined || address === host ? {} : { address };
    return endpoint.protocol === 'https:'
      ? { ...shown, tls: await secured(socket, host) }
      : ended(socket, shown);
  } catch (error) {
    const { code, what, hint } = networkFault(error, false, endpoint.host);
    const reached = say('server-not-reached', { why: what });
    throw new Failure('unreachable', code, hint === undefined ? told(reached) : told(reached, hint));
  }
}

async function secured(socket: Socket, host: string): Promise<NonNullable<Reached['tls']>> {
  const secure = connectSecurely({
    socket,
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    minVersion: 'TLSv1.2',
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment can't switch it off.
    rejectUnauthorized: true,
  });
  await settled(secure, 'secureConnect');
  const tls = {
    version: secure.getProtocol() ?? 'TLS',
    certificateEnds: secure.getPeerCertificate().valid_to,
  };
  return ended(secure, tls);
}

/** Resolves to the socket when it stands; rejects with its error, or with one of code ETIMEDOUT. */
function settled<S extends Socket | TLSSocket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(patience, () => fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    socket.once('error', fail);
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once(event, () => resolve(socket));
  });
}

function ended<T>(socket: Socket, result: T): T {
  socket.on('error', () => {});
  socket.destroy();
  return result;
}
