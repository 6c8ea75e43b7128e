import { normalizePicture } from '../../avatars/normalize.ts';
import type { Desired } from '../../model/desired.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { PictureToShow } from '../../model/kind.ts';
import type { Change } from '../../model/plan.ts';
import type { Picture } from '../../model/ports.ts';
import { type AccountWant, presentAccounts } from './states.ts';
import type { AccountStep } from './step.ts';
import { overwrittenPicture } from './undo.ts';

/** Makes every picture that changes upload ready to send, by the SHA-256 of its file; each that can't be sent is a fault. */
export async function preparePictures(
  changes: readonly Change[],
  wants: readonly AccountWant[],
): Promise<{ readonly ready: ReadonlyMap<string, Picture>; readonly faults: readonly Diagnostic[] }> {
  const files = new Map(
    presentAccounts(wants).flatMap(({ avatar }) => (avatar ? [[avatar.sha256, avatar]] : [])),
  );
  const ready = new Map<string, Picture>();
  const faults: Diagnostic[] = [];
  for (const { steps, fields, source } of changes) {
    for (const { sha256, path } of avatarsIn(steps as readonly AccountStep[])) {
      if (ready.has(sha256)) continue;
      const file = files.get(sha256);
      if (!file) throw new Error(`the plan names a picture that the config does not have: ${path}`);
      const made = await normalizePicture(file);
      const range = fields.avatar ?? source;
      if (made.ok) ready.set(sha256, made.picture);
      else {
        const { code, message, hint, said } = made;
        faults.push({ severity: 'error', code, message, hint, said, ...(range ? { range } : {}) });
      }
    }
  }
  return { ready, faults };
}

/** The pictures a page shows: those that are uploaded, from the config, and those before, as WeChat serves them. */
export function picturesOfChange(change: Change, { accounts }: Desired): PictureToShow[] {
  const files = new Map(accounts.flatMap(({ avatar }) => (avatar ? [[avatar.sha256, avatar.bytes]] : [])));
  const uploads = avatarsIn(change.steps as readonly AccountStep[]).flatMap(({ sha256 }): PictureToShow[] => {
    const bytes = files.get(sha256);
    return bytes ? [{ key: `sha256:${sha256}`, from: { bytes }, use: 'face' }] : [];
  });
  const { observed } = change;
  const url = overwrittenPicture(change) ?? (observed as { avatarUrl?: string } | null)?.avatarUrl;
  return url ? [...uploads, { key: url, from: { url }, use: 'face' }] : uploads;
}

function avatarsIn(steps: readonly AccountStep[]) {
  return steps.flatMap((step) => ('avatar' in step ? [step.avatar] : []));
}
