import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';

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
  if (!URL.canParse(template)) throw refused(`${variable} is not an address.`);
  const { protocol, hostname, username, password } = named(template, 'shop');
  if (username !== '' || password !== '') {
    throw refused(
      `${variable} holds a login; addresses are printed.`,
      'Put it into KEFU_HTTP_USERNAME and KEFU_HTTP_PASSWORD.',
    );
  }
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    throw refused(
      `${variable} would send the password to ${visible(hostname)} in the clear.`,
      'Use https://.',
    );
  }
  if (!template.includes('{name}')) {
    throw refused(
      `${variable} has no {name}: all official accounts would share one state.`,
      'Write {name} where the name of the official account belongs: https://gitlab.example/api/v4/projects/7/terraform/state/{name}',
    );
  }
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function refused(message: string, hint = 'Write it as https://HOST/PATH/{name}.'): Failure {
  return new Failure('config', 'backend-address', message, { hint });
}
