import type { AccountId } from '../model/account.ts';
import type { ChangeKind } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountChange, Action, Plan } from '../model/plan.ts';
import { addressOf } from '../model/plan-document.ts';
import type { ProgressEvent } from '../model/ports.ts';
import type { Report } from '../model/report.ts';
import type { DescribedMessage } from './describe-messages.ts';
import { inJson } from './escape.ts';
import { mediaProgressSaid, messageChangeSaid } from './message-events.ts';
import type { Said } from './said.ts';
import { planSummary, reportSummary } from './summary.ts';
import { english } from './words-en.ts';

/** What happens during an apply, with when (milliseconds since 1970) and, for one official account, which. */
export type ApplyEvent = { readonly at: number; readonly officialAccount: string } & (
  | { readonly kind: 'version'; readonly kefuVersion: string }
  | { readonly kind: 'planned-change'; readonly change: AccountChange }
  | { readonly kind: 'planned-message'; readonly message: DescribedMessage }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | {
      readonly kind: 'progress';
      readonly progress: ProgressEvent;
      /** Since the change started. */
      readonly elapsedSeconds?: number;
    }
  | {
      readonly kind: 'still-running';
      readonly account: AccountId;
      readonly change: ChangeKind;
      readonly elapsedSeconds: number;
    }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'ended'; readonly report: Report }
);

/**
 * One event as one line of JSON in the shape of Terraform's machine-readable UI (HashiCorp docs, "Machine-Readable UI").
 * What Terraform has no word for (`change`, `status`) stands beside its fields.
 */
export function renderEvent(event: ApplyEvent): string {
  const { level, message, ...said } = saidOf(event);
  const document = {
    '@level': level,
    '@message': message,
    '@module': 'kefu.ui',
    '@timestamp': new Date(event.at).toISOString(),
    ...said,
  };
  return inJson(`${JSON.stringify(document)}\n`);
}

function saidOf(event: ApplyEvent): Said {
  switch (event.kind) {
    case 'version':
      return {
        level: 'info',
        message: `kefu ${event.kefuVersion}`,
        type: 'version',
        kefu: event.kefuVersion,
        ui: '1.2',
      };
    case 'planned-change':
      return plannedChange(event.officialAccount, event.change);
    case 'planned-message':
      return messageChangeSaid(event.officialAccount, event.message);
    case 'planned':
      return changeSummary(planSummary(event.plan), 'plan', {
        add: event.plan.summary.add,
        change: event.plan.summary.change,
        remove: event.plan.summary.destroy,
      });
    case 'progress':
      return progressSaid(event.officialAccount, event.progress, event.elapsedSeconds);
    case 'still-running':
      return {
        level: 'info',
        message: `${event.account}: still running: ${english.kind[event.change]} (${event.elapsedSeconds}s elapsed)`,
        type: 'apply_progress',
        hook: {
          ...hookOf(event.officialAccount, event.account, event.change),
          elapsed_seconds: event.elapsedSeconds,
        },
      };
    case 'diagnostic':
      return diagnosticSaid(event.diagnostic);
    case 'ended':
      return changeSummary(reportSummary(event.report), 'apply', {
        add: event.report.summary.added,
        change: event.report.summary.changed,
        remove: event.report.summary.destroyed,
      });
  }
}

function plannedChange(officialAccount: string, { account, action, reason }: AccountChange): Said {
  return {
    level: 'info',
    message: `${account}: plan to ${action}`,
    type: 'planned_change',
    change: { resource: resourceOf(officialAccount, account), action, reason },
  };
}

function progressSaid(officialAccount: string, progress: ProgressEvent, elapsedSeconds = 0): Said {
  switch (progress.kind) {
    case 'started':
      return { level: 'info', message: `${progress.total} changes to apply`, type: 'log' };
    case 'change-started':
      return {
        level: 'info',
        message: `${progress.account}: ${english.kind[progress.change]}… (${progress.index}/${progress.total})`,
        type: 'apply_start',
        hook: hookOf(officialAccount, progress.account, progress.change),
      };
    case 'change-ended': {
      const done = progress.status === 'done';
      return {
        level: done ? 'info' : 'error',
        message: `${progress.account}: ${english.kind[progress.change]} ${english.status[progress.status]} after ${elapsedSeconds}s`,
        type: done ? 'apply_complete' : 'apply_errored',
        status: progress.status,
        hook: {
          ...hookOf(officialAccount, progress.account, progress.change),
          ...(done ? { id_key: 'kf_account', id_value: progress.account } : {}),
          elapsed_seconds: elapsedSeconds,
        },
      };
    }
    case 'media-started':
    case 'media-ended':
      return mediaProgressSaid(officialAccount, progress, elapsedSeconds);
    case 'waiting':
      return { level: 'info', message: `Waiting ${progress.seconds} s: ${progress.reason}`, type: 'log' };
    case 'reading-back':
      return { level: 'info', message: 'Reading everything back', type: 'log' };
  }
}

function diagnosticSaid({ severity, code, message, hint, range }: Diagnostic): Said {
  return {
    level: severity === 'error' ? 'error' : 'warn',
    message,
    type: 'diagnostic',
    diagnostic: {
      severity,
      summary: message,
      detail: hint ?? '',
      code,
      ...(range ? { range: rangeOf(range) } : {}),
    },
  };
}

function rangeOf({ file, line, column, length }: NonNullable<Diagnostic['range']>) {
  return { filename: file, start: { line, column }, end: { line, column: column + length } };
}

function changeSummary(
  message: string,
  operation: 'plan' | 'apply',
  counts: { readonly add: number; readonly change: number; readonly remove: number },
): Said {
  return { level: 'info', message, type: 'change_summary', changes: { ...counts, import: 0, operation } };
}

const actionOf = {
  'create-account': 'create',
  'update-account': 'update',
  'upload-avatar': 'update',
  'invite-worker': 'update',
  'set-protection': 'update',
  'delete-account': 'delete',
} as const satisfies Record<ChangeKind, Action>;

function hookOf(officialAccount: string, account: AccountId, change: ChangeKind) {
  return { resource: resourceOf(officialAccount, account), action: actionOf[change], change };
}

function resourceOf(officialAccount: string, account: AccountId) {
  return {
    addr: addressOf(officialAccount, account),
    module: officialAccount,
    resource: `kf_account.${account}`,
    resource_type: 'kf_account',
    resource_name: account,
    resource_key: null,
    implied_provider: 'kefu',
  };
}
