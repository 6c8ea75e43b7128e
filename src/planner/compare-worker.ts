import type { LiveAccount } from '../model/account.ts';
import type { DesiredAccount } from '../model/desired.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { Difference, PendingInvitation } from '../model/plan.ts';

/** What can be said about the person of an account. */
interface WorkerFindings {
  readonly differences?: readonly Difference[];
  readonly pending?: readonly PendingInvitation[];
  /** What differs and no WeChat call can change. */
  readonly stuck?: readonly Diagnostic[];
}

/** An invitation that waits is not a change; one that was rejected or ran out is sent again. */
export function compareWorker(desired: DesiredAccount, live: LiveAccount | null): WorkerFindings {
  if (desired.worker === undefined) return {};
  const worker = live?.worker ?? { status: 'none' };
  const invite = (before: string | null): WorkerFindings => ({
    differences: [{ field: 'worker', before, after: desired.worker ?? null, certainty: 'observed' }],
  });
  switch (worker.status) {
    case 'none':
      return invite(null);
    case 'rejected':
    case 'expired':
      return invite(`${worker.wechatId} (${worker.status})`);
    case 'invited':
      if (worker.wechatId !== desired.worker) return { stuck: [otherInvitation(desired, worker.wechatId)] };
      return {
        pending: [
          {
            account: desired.id,
            wechatId: worker.wechatId,
            ...(worker.expiresAt === undefined ? {} : { expiresAt: worker.expiresAt }),
          },
        ],
      };
    case 'bound':
      return worker.wechatId === desired.worker ? {} : { stuck: [boundElsewhere(desired, worker.wechatId)] };
  }
}

/** WeChat answers 65411 while another invitation waits and has no call to take one back. */
function otherInvitation(desired: DesiredAccount, invited: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'worker-invitation-waiting',
    message: `${desired.id} waits for an answer from "${invited}", so "${desired.worker}" can't be invited yet.`,
    hint: 'WeChat allows one open invitation per account: let it be answered or run out, then plan again.',
    ...rangeOf(desired, 'worker'),
  };
}

/** WeChat answers 65412 for an account that has its person and has no call to unbind one. */
function boundElsewhere(desired: DesiredAccount, bound: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'worker-bound-elsewhere',
    message: `${desired.id} is bound to "${bound}", and WeChat has no call to bind it to "${desired.worker}" instead.`,
    hint: 'Unbind the person in the console (mp.weixin.qq.com), or set worker to the person who is bound.',
    ...rangeOf(desired, 'worker'),
  };
}

function rangeOf(desired: DesiredAccount, field: string): { range?: SourceRange } {
  const range = desired.source.fields[field] ?? desired.source.account;
  return { range };
}
