/** Beside the phone: the world's clock, and what was asked of the API lately. */

import type { RequestEntry } from '../world/requests.ts';
import { actionForm } from './action.ts';
import { type Html, html } from './html.ts';
import { panel } from './panel.ts';
import type { View } from './view.ts';
import type { Word } from './words.ts';

const steps: readonly [Word, number][] = [
  ['aMinute', 60],
  ['halfAnHour', 1800],
  ['aDay', 24 * 3600],
  ['twoDays', 48 * 3600],
];

export function clock(view: View): Html {
  const { say, now, language } = view;
  const shown = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(now);
  const done = say('clockMoved');
  const buttons = steps.map(
    ([label, advanceSeconds]) =>
      html`<li>${actionForm({ path: 'clock', body: { advanceSeconds }, label: say(label), done, look: 'chip' })}</li>`,
  );
  const field = html`<label for="hours">${say('hours')}</label><input id="hours" name="advanceSeconds" data-times="3600" type="number" step="any" required value="1">`;
  const other = actionForm({ path: 'clock', body: {}, label: say('moveClock'), done, fields: field });
  const time = html`<p class="now"><time datetime="${new Date(now).toISOString()}">${shown}</time></p><p class="hint">${offsetText(view)}</p>`;
  return panel('clock', say('clock'), html`${time}<ul class="steps">${buttons}</ul>${other}`);
}

function offsetText({ say, world, language }: View): string {
  const hours = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(
    Math.abs(world.clockOffsetMs) / 3_600_000,
  );
  if (world.clockOffsetMs === 0) return say('clockReal');
  return say(world.clockOffsetMs > 0 ? 'clockAhead' : 'clockBehind', { hours });
}

const mostCalls = 8;

export function calls(view: View): Html {
  const { say, world } = view;
  const rows = world.requests
    .slice(-mostCalls)
    .toReversed()
    .map((entry) => callRow(entry, view));
  const known =
    rows.length === 0 ? html`<p class="none">${say('noCalls')}</p>` : html`<ol class="calls">${rows}</ol>`;
  return panel('calls', say('calls'), known);
}

function callRow({ path, errcode, account }: RequestEntry, { say }: View): Html {
  const result = errcode === null ? say('noAnswer') : errcode === 0 ? say('ok') : String(errcode);
  const name = account === null ? undefined : html` <span class="hint">${account}</span>`;
  return html`<li><code>${path}</code>${name}<span class="tag ${errcode === 0 ? 'good' : 'bad'}">${result}</span></li>`;
}
