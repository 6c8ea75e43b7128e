import { Failure } from '../model/failure.ts';
import { say } from '../words/en/locks.ts';
import { messageOf, told } from '../words/say.ts';
import type { BackendWorld } from './backend-world.ts';
import type { LockUse } from './holder-words.ts';

/** Gives a lock back; tells why it could not be. Never rejects. `place`: where the lock is, for people. */
export async function giveBackOrTell(
  giveBack: () => Promise<unknown>,
  {
    place,
    use,
    lockLeft,
  }: { readonly place: string; readonly use: LockUse } & Pick<BackendWorld, 'lockLeft'>,
): Promise<void> {
  try {
    await giveBack();
  } catch (error) {
    const why = error instanceof Failure ? messageOf(error) : (error as Error).message;
    const what = told(say('lock-left', { place, why }), say('unlock-if-held', { unlock: use.unlock }));
    lockLeft?.(new Failure('unreachable', 'lock-not-given-back', what, { cause: error }));
  }
}
