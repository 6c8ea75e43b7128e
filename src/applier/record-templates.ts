import { Failure } from '../model/failure.ts';
import { type MediaKey, mediaKey } from '../model/media.ts';
import { templateAddress } from '../model/messages-document.ts';
import { isPlainMedia, type Json, type PlainTemplate } from '../model/plain-template.ts';
import type { TemplateChange } from '../model/plan.ts';
import type { MessageResult } from '../model/report.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import type { Ledger } from './ledger.ts';
import { withMediaSettled, withTemplate } from './record-media.ts';
import type { Run } from './run.ts';

/**
 * Records the templates of the plan as applied; each only when all its media are there. Nothing is sent. A state file
 * that can't be written is told in `run.stateFault`.
 */
export async function recordTemplates(
  { plan, desired }: ApplyInput,
  world: ApplyWorld,
  ledger: Ledger,
  run: Pick<Run, 'stopped' | 'stateFault'>,
): Promise<MessageResult[]> {
  const recordable: TemplateChange[] = [];
  const results = plan.templateChanges.map((change): MessageResult => {
    const { template, action, after } = change;
    const base = {
      address: templateAddress(template),
      action,
      kind: 'record-template',
      attempts: 0,
    } as const;
    if (run.stopped || world.stop.aborted)
      return { ...base, status: 'not-attempted', note: 'the run had stopped' };
    const missing =
      after && mediaOf(after).find(({ key }) => !ledger.recorded.media.has(key) && !isFound(key, plan));
    if (missing) return { ...base, status: 'skipped', note: `${missing.file} is not uploaded` };
    recordable.push(change);
    return { ...base, status: 'done', note: 'kept in the state file' };
  });
  const now = world.clock.now();
  try {
    await ledger.update((recorded) =>
      recordable.reduce(withTemplate, withMediaSettled(recorded, plan.mediaFound, desired, now)),
    );
    return results;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    run.stateFault ??= error.message;
    return results.map((result) =>
      result.status === 'done' ? { ...result, status: 'failed', note: error.message } : result,
    );
  }
}

function isFound(key: MediaKey, { mediaFound }: ApplyInput['plan']): boolean {
  return mediaFound.some(({ media }) => media.key === key);
}

function mediaOf({ content }: PlainTemplate): { readonly file: string; readonly key: MediaKey }[] {
  return Object.values(content).flatMap((value: Json) =>
    isPlainMedia(value) ? [{ file: value.file, key: mediaKey(value as Parameters<typeof mediaKey>[0]) }] : [],
  );
}
