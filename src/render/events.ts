import { reportContent } from '../documents/report.ts';
import { fullAddress, type Labelled, shownAddress } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { jsonText } from '../model/json-text.ts';
import type { AnyKind } from '../model/kind.ts';
import type { KindCounts, Plan } from '../model/plan.ts';
import type { ProgressEvent, ProgressStep } from '../model/ports.ts';
import { endedWell, type Report } from '../model/report.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/progress.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords, sayIn } from '../words/language-words.ts';
import type { DescribedChange } from './describe.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { planSummary, reportSummary } from './summary.ts';

/** What happens during an apply, with when (milliseconds since 1970) and, for one official account, which. */
export type ApplyEvent = { readonly at: number; readonly officialAccount: string } & (
  | { readonly kind: 'version'; readonly kefuVersion: string }
  | { readonly kind: 'planned-change'; readonly described: DescribedChange }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | {
      readonly kind: 'progress';
      readonly progress: ToldProgress;
      /** Since the step started. */
      readonly elapsedSeconds?: number;
    }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic }
  /** The whole report: how every step ended, why, and what remains. */
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'ended'; readonly report: Report }
);

type ToldProgress = Exclude<ProgressEvent, { readonly kind: 'step-repeated' }>;

/** An event in the shape it is printed in; its message a whole text, or a sentence with its values. */
interface Told {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string | Saying;
  readonly type: string;
  readonly [more: string]: unknown;
}

/**
 * One event as one line of JSON in the shape of Terraform's machine-readable UI (HashiCorp docs, "Machine-Readable UI"), its
 * message in the language of `words`. What Terraform has no word for (`change`, `status`, `kinds`, `said`) stands beside its
 * fields.
 */
export function renderEvent(
  event: ApplyEvent,
  kinds: readonly AnyKind[],
  words: LanguageWords = english,
): string {
  const inLanguage = toldOf(inWords(words, event), lexiconIn(words, kinds), words);
  // Values for tools are the same in every language, with what they say beside them.
  const values = event.kind === 'report' ? { report: reportContent(event.report) } : {};
  const { level, message, ...told } = { ...inLanguage, ...values };
  const isWhole = typeof message === 'string';
  const document = {
    '@level': level,
    '@message': isWhole ? message : sayIn(words, message),
    '@module': 'kefu.ui',
    '@timestamp': new Date(event.at).toISOString(),
    ...told,
    ...(isWhole ? {} : { said: { '@message': message } }),
  };
  return jsonText(document, 0);
}

function toldOf(event: ApplyEvent, lexicon: Lexicon, words: LanguageWords): Told {
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
      return plannedChange(event.officialAccount, event.described, lexicon);
    case 'planned':
      return changeSummary(planSummary(event.plan, lexicon), 'plan', event.plan.summary.kinds);
    case 'progress':
      return progressTold(event.officialAccount, event.progress, event.elapsedSeconds ?? 0, lexicon, words);
    case 'diagnostic':
      return diagnosticTold(event.diagnostic);
    case 'report':
      return {
        level: endedWell(event.report) ? 'info' : 'error',
        message: reportSummary(event.report, lexicon),
        type: 'report',
      };
    case 'ended':
      return changeSummary(reportSummary(event.report, lexicon), 'apply', event.report.counts);
  }
}

function plannedChange(officialAccount: string, described: DescribedChange, { name }: Lexicon): Told {
  const { action, reasonCode } = described;
  return {
    level: 'info',
    message: say('event-planned', { name: name(described), action }),
    type: 'planned_change',
    change: { resource: resourceOf(officialAccount, described), action, reason: reasonCode },
  };
}

function progressTold(
  officialAccount: string,
  progress: ToldProgress,
  elapsedSeconds: number,
  lexicon: Lexicon,
  words: LanguageWords,
): Told {
  // What it is about stands in `hook`: the name of the step in a language is no value for tools.
  const speak = (saying: Saying) => sayIn(words, saying);
  switch (progress.kind) {
    case 'started':
      return log(say('event-total', { count: progress.total }));
    case 'step-started':
      return {
        level: 'info',
        message: speak(
          say('event-step-begun', {
            step: doing(progress, lexicon),
            index: progress.index,
            total: progress.total,
          }),
        ),
        type: 'apply_start',
        hook: hookOf(officialAccount, progress),
      };
    case 'step-ended': {
      const isDone = progress.status === 'done';
      const { kind, name } = progress.object;
      return {
        level: isDone ? 'info' : 'error',
        message: speak(
          say('event-step-ended', {
            step: doing(progress, lexicon),
            status: lexicon.words.status[progress.status],
            seconds: elapsedSeconds,
          }),
        ),
        type: isDone ? 'apply_complete' : 'apply_errored',
        status: progress.status,
        hook: {
          ...hookOf(officialAccount, progress),
          ...(isDone ? { id_key: kind, id_value: name } : {}),
          elapsed_seconds: elapsedSeconds,
        },
      };
    }
    case 'waiting':
      return log(say('run-waiting', waitOf(progress)));
    case 'reading-back':
      return log(say('reading-back'));
  }
}

/** The reason as a sentence of its own where it is one. */
function waitOf({ seconds, reason, said }: Extract<ToldProgress, { kind: 'waiting' }>) {
  return { seconds, reason: said?.reason ?? reason };
}

function log(message: Saying): Told {
  return { level: 'info', message, type: 'log' };
}

function doing({ object, step }: ProgressStep, lexicon: Lexicon): string {
  return lexicon.words.titled(lexicon.name(object), lexicon.step(object.kind, step));
}

function diagnosticTold({ severity, code, message, hint, range, said }: Diagnostic): Told {
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
      ...(said ? { said: { summary: said.message, detail: said.hint } } : {}),
    },
  };
}

function rangeOf({ file, line, column, length }: NonNullable<Diagnostic['range']>) {
  return { filename: file, start: { line, column }, end: { line, column: column + length } };
}

/** Terraform's three counts are those of the leading kind; `kinds` has them all. */
function changeSummary(message: string, operation: 'plan' | 'apply', counts: readonly KindCounts[]): Told {
  const kinds = counts.map(({ kind, add, change, destroy }) => ({ kind, add, change, remove: destroy }));
  const { add = 0, change = 0, remove = 0 } = kinds[0] ?? {};
  return {
    level: 'info',
    message,
    type: 'change_summary',
    changes: { add, change, remove, import: 0, operation, kinds },
  };
}

function hookOf(officialAccount: string, { object, step, action }: ProgressStep) {
  return { resource: resourceOf(officialAccount, object), action, change: step };
}

function resourceOf(officialAccount: string, object: Labelled) {
  return {
    addr: fullAddress(officialAccount, object),
    module: officialAccount,
    resource: shownAddress(object),
    resource_type: object.kind,
    resource_name: object.name,
    resource_key: null,
    implied_provider: 'kefu',
  };
}
