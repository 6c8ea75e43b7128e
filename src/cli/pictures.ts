import { normalizePicture } from '../avatars/normalize.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import type { Picture } from '../model/ports.ts';

/**
 * Makes every picture that a plan uploads ready to send, keyed by the SHA-256 of its file, so that a picture that can't
 * be read is known before the first write. Rejects with a `Failure` that names them all.
 */
export async function preparePictures(plan: Plan, desired: Desired): Promise<ReadonlyMap<string, Picture>> {
  const files = new Map(desired.accounts.flatMap(({ avatar }) => (avatar ? [[avatar.sha256, avatar]] : [])));
  const ready = new Map<string, Picture>();
  const faults: Diagnostic[] = [];
  for (const accountChange of plan.accountChanges) {
    for (const change of accountChange.changes) {
      if (change.kind !== 'upload-avatar' || ready.has(change.avatar.sha256)) continue;
      const file = files.get(change.avatar.sha256);
      if (!file)
        throw new Error(`the plan names a picture that the config does not have: ${change.avatar.path}`);
      const made = await normalizePicture(file);
      if (made.ok) ready.set(change.avatar.sha256, made.picture);
      else {
        const { code, message, hint } = made;
        const { source } = accountChange;
        faults.push({ severity: 'error', code, message, hint, ...(source ? { range: source } : {}) });
      }
    }
  }
  if (faults.length === 0) return ready;
  throw new Failure('config', 'avatar-unusable', "Some pictures can't be sent.", { diagnostics: faults });
}
