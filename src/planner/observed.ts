import { createHash } from 'node:crypto';
import type { LiveAccount, Worker } from '../model/account.ts';

/**
 * Whether an account still looks as it did, in every field WeChat shows. The nickname alone would not do: an account
 * that was deleted and made again elsewhere has the same name and nickname but another kf_id.
 */
export function sameObserved(before: LiveAccount | null, now: LiveAccount | null): boolean {
  return observedKey(before) === observedKey(now);
}

/** `sha256:…` over everything WeChat shows of an account: what a plan was based on, in a form that can be saved. */
export function observedDigest(live: LiveAccount | null): string {
  return `sha256:${createHash('sha256').update(observedKey(live)).digest('hex')}`;
}

/** A stable text of everything WeChat shows of an account; equal texts mean an equal account. */
function observedKey(live: LiveAccount | null): string {
  if (!live) return 'absent';
  return JSON.stringify([live.id, live.nickname, live.avatarUrl, live.kfId, workerKey(live.worker)]);
}

function workerKey(worker: Worker): readonly unknown[] {
  switch (worker.status) {
    case 'none':
      return ['none'];
    case 'bound':
      return ['bound', worker.wechatId];
    default:
      return [worker.status, worker.wechatId, worker.expiresAt ?? null];
  }
}
