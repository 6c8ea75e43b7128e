import { Failure } from '../model/failure.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Refuses environments in which Node itself would print tokens or trust anybody. Rejects nothing silently: throws a
 * `Failure` of kind `config` that names the variable.
 */
export function refuseLeakyEnvironment(env: Environment): void {
  if (/(^|,|\s)(\*|http|https|net|tls|undici|fetch)/i.test(env.NODE_DEBUG ?? '')) {
    throw new Failure(
      'config',
      'node-debug-leaks',
      told(say('node-debug-leaks'), say('unset-node-debug-for-kefu')),
    );
  }
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new Failure('config', 'tls-not-verified', told(say('tls-not-verified'), say('unset-and-add-ca')));
  }
}
