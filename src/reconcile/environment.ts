import { Failure } from '../model/failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Refuses environments in which Node itself would print tokens or trust anybody. Rejects nothing silently: throws a
 * `Failure` of kind `config` that names the variable.
 */
export function refuseLeakyEnvironment(env: Environment): void {
  if (/(^|,|\s)(\*|http|https|net|tls|undici|fetch)/i.test(env.NODE_DEBUG ?? '')) {
    throw new Failure('config', 'node-debug-leaks', 'NODE_DEBUG is set: Node would print access tokens.', {
      hint: 'Unset NODE_DEBUG for kefu.',
    });
  }
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new Failure(
      'config',
      'tls-not-verified',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 would send your AppSecret to anybody who answers.',
      { hint: 'Unset it. For a company proxy add its certificate with NODE_EXTRA_CA_CERTS.' },
    );
  }
}
