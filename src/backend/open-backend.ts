import type { Backend } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import { say } from '../words/en/backends.ts';
import { told } from '../words/say.ts';
import type { BackendWorld } from './backend-world.ts';
import { fileBackend } from './file-backend.ts';

/**
 * The backend the operator chose by KEFU_BACKEND; files beside the config when it is not set. A config can't choose it: what a
 * pull request says must not decide where records and locks are. Rejects with a `Failure` for an address of no known kind.
 */
export async function openBackend(world: BackendWorld): Promise<Backend> {
  const address = world.env.KEFU_BACKEND ?? '';
  // Libraries are loaded by those alone who use them.
  if (address === '' || address === 'file:') return fileBackend(world);
  if (/^postgres(ql)?:\/\//i.test(address)) {
    return (await import('./postgres/backend.ts')).postgresBackend(address, world);
  }
  if (/^https?:\/\//i.test(address)) return (await import('./http/backend.ts')).httpBackend(address, world);
  throw new Failure('config', 'backend-address', told(say('backend-unknown'), say('set-backend')));
}
