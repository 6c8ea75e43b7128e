import { Failure } from '../model/failure.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
import { isLoopback } from './address.ts';

/** The environment variables that name a proxy for https, and the hosts that need none. */
export interface ProxyEnvironment {
  readonly HTTPS_PROXY?: string | undefined;
  readonly https_proxy?: string | undefined;
  readonly NO_PROXY?: string | undefined;
  readonly no_proxy?: string | undefined;
}

/**
 * The proxy to reach a server by, or undefined for a direct way. This machine is never reached by a proxy. Throws a
 * `Failure` for a proxy that can't be used; its address is not shown, since it may hold a password.
 */
export function proxyFor(server: URL, env: ProxyEnvironment): URL | undefined {
  const proxy = env.https_proxy || env.HTTPS_PROXY;
  if (proxy === undefined || proxy === '' || isLoopback(server)) return undefined;
  if (isExcepted(server, env.no_proxy || env.NO_PROXY || '')) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Failure('config', 'proxy', told(say('proxy-unusable'), say('write-proxy')));
}

/** Entries are `*`, a host, a domain with or without a leading dot, each perhaps with a port. */
function isExcepted(server: URL, exceptions: string): boolean {
  return exceptions
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || matches(server, entry.toLowerCase()));
}

function matches(server: URL, entry: string): boolean {
  const [, host = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== (server.port || '443')) return false;
  return server.hostname === host || server.hostname.endsWith(`.${host}`);
}
