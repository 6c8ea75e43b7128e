import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { loginOf } from './proxy.ts';

/** Why there is no way through the proxy. */
class ProxyError extends Error {
  readonly code: 'PROXY_UNREACHABLE' | 'PROXY_WANTS_LOGIN' | 'PROXY_REFUSED';

  constructor(code: ProxyError['code']) {
    super(code);
    this.name = 'ProxyError';
    this.code = code;
  }
}

/** Bytes; an answer to CONNECT has a few lines. */
const headLimit = 16 * 1024;

/**
 * A socket through a proxy to a server, by CONNECT, so that the proxy sees the server's name and nothing of what is
 * said. Rejects with a `ProxyError`. Written by hand because `node:http` would print the proxy's password under NODE_DEBUG.
 */
export function openTunnel(proxy: URL, server: string, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // What throws in a callback of a socket ends the process, so nothing is reckoned there.
    const request = connectRequest(proxy, server);
    const socket = connectTo(proxy, () => socket.write(request));
    let head = '';
    const fail = (code: ProxyError['code']) => {
      socket.destroy();
      reject(new ProxyError(code));
    };
    const unreachable = () => fail('PROXY_UNREACHABLE');
    const listen = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (head.length > headLimit) return fail('PROXY_REFUSED');
      if (!head.includes('\r\n\r\n')) return;
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
      if (status === '407') return fail('PROXY_WANTS_LOGIN');
      if (status === undefined || !status.startsWith('2')) return fail('PROXY_REFUSED');
      socket
        .off('data', listen)
        .off('error', unreachable)
        .off('close', unreachable)
        .off('timeout', unreachable);
      socket.setTimeout(0);
      socket.pause();
      resolve(socket);
    };
    socket.setTimeout(timeoutMs);
    socket.on('data', listen).on('error', unreachable).on('close', unreachable).on('timeout', unreachable);
  });
}

function connectTo(proxy: URL, onConnect: () => void): Socket {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  if (proxy.protocol === 'http:') return connectPlain({ host, port: Number(proxy.port || 80) }, onConnect);
  return connectTls(
    {
      host,
      port: Number(proxy.port || 443),
      servername: host,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    },
    onConnect,
  );
}

function connectRequest(proxy: URL, server: string): string {
  const login = loginOf(proxy);
  const lines = [`CONNECT ${server} HTTP/1.1`, `Host: ${server}`];
  if (login !== undefined) lines.push(`Proxy-Authorization: Basic ${Buffer.from(login).toString('base64')}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
