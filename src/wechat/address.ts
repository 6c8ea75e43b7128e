import { Failure } from '../model/failure.ts';
import type { Secret } from '../model/secret.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';

/**
 * Path and query of a request: the only place where a token is put into an address. The text goes to the socket and
 * nowhere else, so no message, log or error may hold it.
 */
export function requestTarget(path: string, query: Readonly<Record<string, string>>, token?: Secret): string {
  const parameters = new URLSearchParams(query);
  if (token !== undefined) parameters.set('access_token', token.reveal());
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** True for this machine's own addresses, where plain http is allowed and no proxy is asked. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Throws a `Failure` for an endpoint to which no secret may be sent. */
export function checkEndpoint(endpoint: URL): void {
  if (endpoint.protocol === 'http:' && isLoopback(endpoint)) return;
  if (endpoint.protocol !== 'https:') {
    throw new Failure(
      'config',
      'endpoint-not-https',
      told(say('without-https', { host: endpoint.host }), say('use-https')),
    );
  }
  if (endpoint.username !== '' || endpoint.password !== '') {
    throw new Failure(
      'config',
      'endpoint-with-password',
      told(say('endpoint-with-login', { host: endpoint.host }), say('remove-before-at')),
    );
  }
}
