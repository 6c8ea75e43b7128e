import type { Action, Plan } from '../model/plan.ts';
import { type DescribedChange, describeChanges, type Row, symbols, utc } from './describe.ts';
import { messageCounts } from './describe-messages.ts';
import { position, renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import { messageWordsIn } from './message-words.ts';
import { messagesText } from './messages-text.ts';
import type { Paint } from './paint.ts';
import { planSummary } from './summary.ts';
import { padToWidth } from './width.ts';
import { english } from './words-en.ts';

/** The plan as people read it in a terminal, in Terraform's grammar, deletes first; ends with the stable summary line. */
export function renderPlanText(plan: Plan, paint: Paint): string {
  const { name, appId, wechatId } = plan.officialAccount;
  const sections = [
    `${paint.bold(inTerminal(name))} (${inTerminal(appId)}, @${inTerminal(wechatId)})`,
    changesSection(plan, paint),
    messagesText(plan, paint),
    listSection(
      'Waiting for the invited person to accept:',
      plan.pending.map(
        ({ account, wechatId: invited, expiresAt }) =>
          `${inTerminal(account)}: ${quote(invited)}${expiresAt === undefined ? '' : `, until ${utc(expiresAt)}`}`,
      ),
    ),
    listSection(
      "Can't be verified, and is left alone (--write-unverifiable writes it):",
      plan.unverifiable.map(
        ({ account, field, desired }) => `${inTerminal(account)}: ${field} ${quote(desired)}`,
      ),
    ),
    listSection(
      'Changed elsewhere since the last apply:',
      plan.drift.map(
        ({ account, field, recorded, live }) =>
          `${inTerminal(account)}: ${field} ${quote(recorded)} -> ${quote(live)}`,
      ),
    ),
    listSection('Live but not in the config, kept (policy.unmanaged: keep):', [
      ...plan.unmanaged.map(({ id, nickname }) => `${inTerminal(id)}: ${quote(nickname)}`),
      ...plan.consoleAccounts.map(
        ({ nickname }) => `(no kf_account, made in the console): ${quote(nickname)}`,
      ),
    ]),
    listSection(
      'Would still differ after this apply:',
      plan.convergence.remaining.map(({ account, note }) => `${inTerminal(account)}: ${inTerminal(note)}`),
    ),
    renderDiagnostics(plan.diagnostics).trimEnd(),
    guardsSection(plan, paint),
    [messageCounts(plan, messageWordsIn.en) ?? [], paint.bold(planSummary(plan))].flat().join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function changesSection(plan: Plan, paint: Paint): string {
  if (plan.accountChanges.length === 0) return '';
  const blocks = describeChanges(plan, english).map((change) => block(change, paint));
  return ['kefu will perform the following actions:', ...blocks].join('\n\n');
}

function block({ account, action, verb, reason, rows, place }: DescribedChange, paint: Paint): string {
  const where = place ? paint.dim(`  # ${position(place)}`) : '';
  const width = Math.max(...rows.map(({ field }) => field.length));
  return [
    `  # ${paint.bold(inTerminal(account))} ${verb}${reason === undefined ? '' : ` (${reason})`}`,
    `  ${paint[action](symbols[action])} kf_account "${inTerminal(account)}" {${where}`,
    ...rows.map((row) => `      ${rowLine(row, action, width, paint)}`),
    '    }',
  ].join('\n');
}

function rowLine({ field, before, after, notes }: Row, action: Action, width: number, paint: Paint): string {
  const key = padToWidth(field, width);
  const note = notes.length === 0 ? '' : paint.dim(`  # ${notes.join('; ')}`);
  if (action === 'delete') return `${paint.delete('-')} ${key} = ${quote(before)}${note}`;
  if (before === null) return `${paint.create('+')} ${key} = ${quote(after)}${note}`;
  return `${paint.update('~')} ${key} = ${quote(before)} -> ${quote(after)}${note}`;
}

function quote(value: Row['before']): string {
  return typeof value === 'string'
    ? JSON.stringify(inTerminal(value)).replaceAll('\\\\u{', '\\u{')
    : String(value);
}

function listSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function guardsSection({ guards }: Plan, paint: Paint): string {
  if (guards.length === 0) return '';
  const lines = guards.flatMap(({ code, message, wayOut, source }) => [
    `  ${paint.delete(code)}: ${inTerminal(message)}${source ? ` (${position(source)})` : ''}`,
    `    → ${inTerminal(wayOut)}`,
  ]);
  return ['Held by guards, nothing will be applied:', ...lines].join('\n');
}
