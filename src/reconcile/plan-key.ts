import { Failure } from '../model/failure.ts';
import { Secret } from '../model/secret.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';

const leastCharacters = 32;

/**
 * The key that saved plans are signed with, from `KEFU_PLAN_KEY`; undefined when there is none. Throws a `Failure` for one
 * that could be guessed.
 */
export function planKeyOf(env: Readonly<Record<string, string | undefined>>): Secret | undefined {
  const { KEFU_PLAN_KEY: key } = env;
  if (key === undefined) return undefined;
  if (key.length >= leastCharacters) return new Secret(key);
  throw new Failure(
    'config',
    'plan-key-short',
    told(say('plan-key-short', { count: key.length, least: leastCharacters }), say('make-plan-key')),
  );
}
