import { Failure } from '../../model/failure.ts';
import type { Saying } from '../../model/saying.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A place that a method is sent to. */
export interface Endpoint {
  readonly url: URL;
  readonly method: string;
}

/** Where the state of one official account is, by Terraform's HTTP protocol. */
export interface StateAddress {
  readonly state: URL;
  readonly history: URL;
  readonly token: URL;
  readonly lock: Endpoint;
  readonly unlock: Endpoint;
}

/**
 * Reads the address `https://…/{name}` and the variables that go with it, called as Terraform's own but for the prefix. The
 * lock is at the same address unless KEFU_HTTP_LOCK_ADDRESS says otherwise, or the address is GitLab's. Throws a `Failure`.
 */
export function stateAddresses(template: string, env: Environment): (name: string) => StateAddress {
  const gitlab = /\/api\/v4\/projects\/[^/]+\/terraform\/state\/\{name\}$/.test(template);
  const lock = env.KEFU_HTTP_LOCK_ADDRESS || (gitlab ? `${template}/lock` : template);
  const unlock = env.KEFU_HTTP_UNLOCK_ADDRESS || lock;
  for (const [variable, value] of [
    ['KEFU_BACKEND', template],
    ['KEFU_HTTP_LOCK_ADDRESS', lock],
    ['KEFU_HTTP_UNLOCK_ADDRESS', unlock],
  ] as const) {
    mustBeUsable(variable, value);
  }
  const methods = gitlab ? (['POST', 'DELETE'] as const) : (['LOCK', 'UNLOCK'] as const);
  const lockMethod = env.KEFU_HTTP_LOCK_METHOD || methods[0];
  const unlockMethod = env.KEFU_HTTP_UNLOCK_METHOD || methods[1];
  return (name) => ({
    state: named(template, name),
    history: named(template, `${name}-history`),
    token: named(template, `${name}-token`),
    lock: { url: named(lock, name), method: lockMethod },
    unlock: { url: named(unlock, name), method: unlockMethod },
  });
}

/** The address for people: without what may be secret in a query. */
export function shownAddress(template: string): string {
  return visible(template.replace(/[?#].*$/, ''));
}

function named(template: string, name: string): URL {
  return new URL(template.replaceAll('{name}', encodeURIComponent(name)));
}

function mustBeUsable(variable: string, template: string): void {
  if (!URL.canParse(template)) throw refused(say('not-an-address', { variable }));
  const { protocol, hostname, username, password } = named(template, 'shop');
  if (username !== '' || password !== '') {
    throw refused(say('address-with-login', { variable }), say('put-http-login'));
  }
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    throw refused(say('password-in-clear', { variable, host: visible(hostname) }), say('use-https-scheme'));
  }
  if (!template.includes('{name}')) {
    throw refused(say('no-name-in-address', { variable }), say('write-name-in-address'));
  }
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function refused(what: Saying, hint = say('write-http-address')): Failure {
  return new Failure('config', 'backend-address', told(what, hint));
}
