import type { Plan } from '../model/plan.ts';
import type { MessageResult } from '../model/report.ts';
import { symbols } from './describe.ts';
import { type DescribedMessage, describeMessages, type MessageRow } from './describe-messages.ts';
import { position } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import { messageWordsIn } from './message-words.ts';
import type { Paint } from './paint.ts';
import { padToWidth } from './width.ts';
import { type WordPiece, wordDiffInShort } from './word-diff.ts';

/** The media and templates of a plan for a terminal; empty when none change. */
export function messagesText(plan: Plan, paint: Paint): string {
  const described = describeMessages(plan, messageWordsIn.en);
  if (described.length === 0) return '';
  return ['Media and templates:', ...described.map((one) => block(one, paint))].join('\n\n');
}

/** One line for each media file and template of a report. */
export function messageResultLines(
  results: readonly MessageResult[],
  paintStatus: (result: MessageResult) => string,
  hintOf: (result: MessageResult) => string,
): string {
  const width = Math.max(...results.map(({ address }) => address.length), 0);
  return results
    .map((result) => {
      const name = padToWidth(messageWordsIn.en.kind[result.kind], 15);
      const address = padToWidth(inTerminal(result.address), width);
      return `  ${address}  ${name}  ${paintStatus(result)}  ${inTerminal(result.note)}${hintOf(result)}`;
    })
    .join('\n');
}

function block({ type, name, action, verb, reason, rows, place }: DescribedMessage, paint: Paint): string {
  const where = place ? paint.dim(`  # ${position(place)}`) : '';
  const width = Math.max(...rows.map(({ field }) => field.length), 0);
  return [
    `  # ${paint.bold(inTerminal(name))} ${verb}${reason === undefined ? '' : ` (${reason})`}`,
    `  ${paint[action](symbols[action])} ${type} "${inTerminal(name)}" {${where}`,
    ...rows.map((row) => `      ${rowLine(row, width, paint)}`),
    '    }',
  ].join('\n');
}

function rowLine({ field, before, after }: MessageRow, width: number, paint: Paint): string {
  const key = padToWidth(inTerminal(field), width);
  if (before === null) return `${paint.create('+')} ${key} = "${quoted(after ?? '')}"`;
  if (after === null) return `${paint.delete('-')} ${key} = "${quoted(before)}"`;
  const pieces = wordDiffInShort(before, after).map((piece) => pieceText(piece, paint));
  return `${paint.update('~')} ${key} = "${pieces.join('')}"`;
}

/** Marked as `git diff --word-diff` marks them, so that they are told apart without colours too. */
function pieceText({ text, kind }: WordPiece, paint: Paint): string {
  if (kind === 'removed') return paint.delete(`[-${quoted(text)}-]`);
  return kind === 'added' ? paint.create(`{+${quoted(text)}+}`) : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(inTerminal(text)).slice(1, -1).replaceAll('\\\\u{', '\\u{');
}
