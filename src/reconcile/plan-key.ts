import { Failure } from '../model/failure.ts';
import { Secret } from '../model/secret.ts';

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
    `KEFU_PLAN_KEY has ${key.length} characters; a key that can't be guessed has ${leastCharacters} or more.`,
    { hint: 'Make one with: openssl rand -hex 32. Unset the variable to go on without signatures.' },
  );
}
