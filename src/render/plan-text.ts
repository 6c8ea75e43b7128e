import type { AccountChange, Action, Difference, Plan } from '../model/plan.ts';
import { visible } from '../model/visible.ts';
import { position, renderDiagnostics } from './diagnostic.ts';
import type { Paint } from './paint.ts';
import { planSummary } from './summary.ts';
import { padToWidth } from './width.ts';

/** The plan as people read it in a terminal, in Terraform's grammar, deletes first; ends with the stable summary line. */
export function renderPlanText(plan: Plan, paint: Paint): string {
  const { name, appId, wechatId } = plan.officialAccount;
  const sections = [
    `${paint.bold(visible(name))} (${appId}, @${wechatId})`,
    changesSection(plan, paint),
    listSection(
      'Waiting for the invited person to accept:',
      plan.pending.map(
        ({ account, wechatId: invited, expiresAt }) =>
          `${account}: ${quote(invited)}${expiresAt === undefined ? '' : `, until ${utc(expiresAt)}`}`,
      ),
    ),
    listSection(
      "Can't be verified, and is left alone (--write-unverifiable writes it):",
      plan.unverifiable.map(({ account, field, desired }) => `${account}: ${field} ${quote(desired)}`),
    ),
    listSection(
      'Changed elsewhere since the last apply:',
      plan.drift.map(
        ({ account, field, recorded, live }) => `${account}: ${field} ${quote(recorded)} -> ${quote(live)}`,
      ),
    ),
    listSection('Live but not in the config, kept (policy.unmanaged: keep):', [
      ...plan.unmanaged.map(({ id, nickname }) => `${visible(id)}: ${quote(nickname)}`),
      ...plan.consoleAccounts.map(
        ({ nickname }) => `(no kf_account, made in the console): ${quote(nickname)}`,
      ),
    ]),
    renderDiagnostics(plan.diagnostics).trimEnd(),
    guardsSection(plan, paint),
    paint.bold(planSummary(plan)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function changesSection(plan: Plan, paint: Paint): string {
  if (plan.accountChanges.length === 0) return '';
  const shown = [...plan.accountChanges].sort((first, second) => rank[first.action] - rank[second.action]);
  return ['kefu will perform the following actions:', ...shown.map((change) => block(change, paint))].join(
    '\n\n',
  );
}

const rank = { delete: 0, create: 1, update: 2 } as const satisfies Record<Action, number>;

const symbols = { create: '+', update: '~', delete: '-' } as const satisfies Record<Action, string>;

const verbs = {
  create: 'will be created',
  update: 'will be updated in-place',
  delete: 'will be destroyed',
} as const satisfies Record<Action, string>;

const reasons = {
  not_live: '',
  config_changed: '',
  drift: ' (changed elsewhere since the last apply)',
  declared_absent: ' (declared state: absent)',
  replaced: ' (replaced: WeChat can not rename)',
  unmanaged_delete: ' (not in the config, policy.unmanaged: delete)',
} as const satisfies Record<AccountChange['reason'], string>;

function block(change: AccountChange, paint: Paint): string {
  const color = paint[change.action];
  const symbol = color(symbols[change.action]);
  const where = change.source ? paint.dim(`  # ${position(change.source)}`) : '';
  const width = Math.max(...change.differences.map(({ field }) => field.length));
  return [
    `  # ${paint.bold(change.account)} ${verbs[change.action]}${reasons[change.reason]}`,
    `  ${symbol} kf_account "${visible(change.account)}" {${where}`,
    ...change.differences.map((difference) => `      ${row(change, difference, width, paint)}`),
    '    }',
  ].join('\n');
}

function row(change: AccountChange, difference: Difference, width: number, paint: Paint): string {
  const { field, before, after } = difference;
  const key = padToWidth(field, width);
  const note = paint.dim(noteOf(change, difference));
  if (change.action === 'delete') return `${paint.delete('-')} ${key} = ${quote(before)}${note}`;
  if (before === null) return `${paint.create('+')} ${key} = ${shownAfter(change, difference)}${note}`;
  return `${paint.update('~')} ${key} = ${shortened(before)} -> ${after === null ? 'null' : shownAfter(change, difference)}${note}`;
}

/** A picture is named by its file, with the start of its hash behind it. */
function shownAfter(change: AccountChange, { field, after }: Difference): string {
  if (field !== 'avatar') return quote(after);
  const upload = change.changes.find(({ kind }) => kind === 'upload-avatar');
  return upload?.kind === 'upload-avatar' ? quote(upload.avatar.path) : shortened(after);
}

function noteOf(change: AccountChange, { field, certainty }: Difference): string {
  const notes = [];
  const upload = change.changes.find(({ kind }) => kind === 'upload-avatar');
  if (field === 'avatar' && upload?.kind === 'upload-avatar') {
    const { width, height, format, sha256 } = upload.avatar;
    notes.push(`${width}×${height} ${format}, sha256:${sha256.slice(0, 12)}`);
  }
  if (field === 'worker') notes.push('will be invited');
  if (field === 'protect') notes.push('kept in the state file');
  if (certainty !== 'observed' && field !== 'protect') notes.push(`before: ${certainty}`);
  return notes.length === 0 ? '' : `  # ${notes.join('; ')}`;
}

function shortened(value: Difference['before']): string {
  return quote(typeof value === 'string' && value.startsWith('sha256:') ? value.slice(0, 19) : value);
}

function quote(value: Difference['before']): string {
  return typeof value === 'string'
    ? JSON.stringify(visible(value)).replaceAll('\\\\u{', '\\u{')
    : String(value);
}

function utc(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function listSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function guardsSection({ guards }: Plan, paint: Paint): string {
  if (guards.length === 0) return '';
  const lines = guards.flatMap(({ code, message, wayOut, source }) => [
    `  ${paint.delete(code)}: ${visible(message)}${source ? ` (${position(source)})` : ''}`,
    `    → ${visible(wayOut)}`,
  ]);
  return ['Held by guards, nothing will be applied:', ...lines].join('\n');
}
