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
  const variable = env.https_proxy ? 'https_proxy' : 'HTTPS_PROXY';
  const proxy = env[variable];
  if (proxy === undefined || proxy === '' || isLoopback(server)) return undefined;
  if (isExcepted(server, env.no_proxy || env.NO_PROXY || '')) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Failure('config', 'proxy', told(say('proxy-unusable'), say('write-proxy')));
  }
  try {
    loginOf(url);
  } catch {
    throw new Failure('config', 'proxy', told(say('proxy-login-unread', { variable }), say('write-percent')));
  }
  return url;
}

/** `user:password` of a proxy; undefined when it wants none. Throws a `URIError` where {@link proxyFor} has not looked. */
export function loginOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
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
