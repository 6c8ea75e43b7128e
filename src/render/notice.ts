import type { Row } from '../model/described.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import type { Action, Plan } from '../model/plan.ts';
import { doubtsOf, endedWell, faultsOf, type Report, type Result } from '../model/report.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import type { Words } from '../words/pages/words.ts';
import { besideCounts, besideLines } from './beside-counts.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, describeChanges, placeOf } from './describe.ts';
import { inChat } from './escape-chat.ts';
import { findingsOf } from './findings.ts';
import type { Section } from './fit.ts';
import { type InLanguage, type Lexicon, peoplesLexicon } from './lexicon.ts';
import { byTrouble, isTrouble } from './report-order.ts';
import { planSummary, reportSummary } from './summary.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

/** Characters of a sentence from outside that a chat is told. */
export const longestSentence = 160;
const longestName = 60;
const longestValue = 24;
const mostRows = 4;

/** What a group chat is told of a plan or a report; every text in it is safe to stand in a robot's message. */
export interface Notice {
  /** The verdict, in words of ours alone. */
  readonly verdict: string;
  readonly look: 'calm' | 'good' | 'bad';
  /** What it is about: the official account's name. */
  readonly about: string;
  /** Whole lines, what matters most first. */
  readonly sections: readonly Section[];
  readonly words: Words;
  readonly madeIn: RunOrigin;
}

/** The plan in short: what holds it, then deletes, how much there is beside the changes, then creates and updates. */
export function planNotice(plan: Plan, context: RenderContext): Notice {
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const changes = describeChanges(plan, context.kinds, context.words);
  const { wechatId, name } = plan.officialAccount;
  const lines = (action: Action) =>
    changes
      .filter((change) => change.action === action)
      .map((change) => changeLine(change, lexicon, wechatId));
  const isBad = plan.guards.length > 0 || changes.some(({ action }) => action === 'delete');
  return {
    verdict: planSummary(plan, lexicon),
    look: isBad ? 'bad' : 'calm',
    about: inChat(name),
    sections: [
      asLines(guardLines(plan, lexicon)),
      { ...asLines(lines('delete')), deletes: true },
      asLines(besideLines(besideCounts(plan), lexicon.words)),
      asLines([...lines('create'), ...lines('update')]),
    ],
    words: lexicon.words,
    madeIn: context.madeIn ?? {},
  };
}

/** The report in short: why it stopped, what went wrong, what is not as the config says, warnings, then what was done. */
export function reportNotice(report: Report, context: RenderContext): Notice {
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const { officialAccount, results } = report;
  const done = ({ status }: Result) => status === 'done';
  const line = (result: Result) => resultLine(result, lexicon, officialAccount.wechatId);
  return {
    verdict: reportSummary(report, lexicon),
    look: endedWell(report) ? 'good' : 'bad',
    about: inChat(officialAccount.name),
    sections: [
      asLines(alertLines(report, lexicon)),
      asLines(
        inOrder(
          results.filter((result) => !done(result)),
          lexicon,
        ).map(line),
      ),
      asLines(remainingLines(report, lexicon)),
      asLines(doubtLines(report, lexicon)),
      asLines(inOrder(results.filter(done), lexicon).map(line)),
    ],
    words: lexicon.words,
    madeIn: context.madeIn ?? {},
  };
}

/** What failed before there was a result. */
export function failureNotice({
  failure,
  what,
  name,
  words,
  madeIn,
}: {
  readonly failure: Failure;
  readonly what: keyof Words['failed'];
  readonly name: string;
  readonly words: InLanguage;
  readonly madeIn: RunOrigin;
}): Notice {
  const { words: own } = peoplesLexicon(words, []);
  return {
    verdict: own.failed[what],
    look: 'bad',
    about: inChat(name),
    sections: [asLines(findingsOf(failure).map((finding) => findingLine(finding, own)))],
    words: own,
    madeIn,
  };
}

/** A fault or a warning with its place, safe for a chat; accounts of the official account with this WeChat ID keep their "@". */
export function findingLine(
  { severity, code, message, range }: Diagnostic,
  { aside, titled }: Words,
  wechatId?: string,
): string {
  const told = `${inChat(message, longestSentence, wechatId)}${aside(inChat(code, longestName))}`;
  return `${severity === 'error' ? '⛔' : '⚠️'} ${range ? titled(inChat(placeOf(range), 80), told) : told}`;
}

/** Lines that are shown whole or not at all. */
export function asLines(entries: readonly string[]): Section {
  return { open: '', entries, close: '' };
}

function guardLines({ guards, officialAccount }: Plan, lexicon: Lexicon): string[] {
  const { words, guard } = lexicon;
  const lines = guards.map(
    ({ code, message }) =>
      `⛔ ${words.titled(`${guard(code).title}${words.aside(code)}`, inChat(message, longestSentence, officialAccount.wechatId))}`,
  );
  return lines.length === 0 ? [] : [`⛔ ${words.held(guards.length)}`, ...lines];
}

const marks = { delete: '➖', create: '➕', update: '✏️' } as const satisfies Record<Action, string>;

function changeLine(change: DescribedChange, lexicon: Lexicon, wechatId: string): string {
  const { action, rows } = change;
  const { words } = lexicon;
  const shown = action === 'delete' ? rows.slice(0, 1) : rows.slice(0, mostRows);
  const told = shown.map((row) => rowText(row, action)).join(words.semicolon);
  const more = action !== 'delete' && rows.length > mostRows ? `${words.semicolon}…` : '';
  const name = inChat(lexicon.name(change), longestName, wechatId);
  return `${marks[action]} ${words.action[action]} ${name}${told === '' ? '' : ` ${told}`}${more}`;
}

/** A field with its values, where they are short enough to be read in a chat. */
function rowText({ field, before, after, compare }: Row, action: Action): string {
  const name = inChat(field, longestName);
  if (compare === 'words') return name;
  if (action === 'delete') return `${name} ${valueText(before)}`;
  if (before === null) return `${name} ${valueText(after)}`;
  return `${name} ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Row['before']): string {
  return typeof value === 'string' ? `"${inChat(value, longestValue)}"` : String(value ?? '-');
}

/** Why the run stopped, and what could not be written: its record, and what stands beside it. */
export function alertLines(report: Report, { words }: Lexicon): string[] {
  const { stopped, stateFault, officialAccount } = report;
  const { wechatId } = officialAccount;
  const line = (title: string, text: string) =>
    `⛔ ${words.titled(title, inChat(text, longestSentence, wechatId))}`;
  return [
    ...(stopped ? [line(words.stopped, stopped.message)] : []),
    ...(stateFault === undefined ? [] : [line(words.stateFault, stateFault)]),
    ...faultsOf(report).map((fault) => findingLine(fault, words, wechatId)),
  ];
}

/** What the report warns of and is not wrong. */
export function doubtLines(report: Report, { words }: Lexicon): string[] {
  return doubtsOf(report).map((doubt) => findingLine(doubt, words, report.officialAccount.wechatId));
}

function inOrder(results: readonly Result[], { kinds }: Lexicon): Result[] {
  return byTrouble(results, kinds).flatMap(([, found]) => found);
}

function resultLine(result: Result, lexicon: Lexicon, wechatId: string): string {
  const { status, action, kind, step, note } = result;
  const head = `${isTrouble(result) ? '❌' : marks[action]} ${inChat(lexicon.name(result), longestName, wechatId)}`;
  const { words } = lexicon;
  const ended = words.titled(inChat(lexicon.step(kind, step)), words.status[status]);
  return status === 'done'
    ? `${head} ${ended}`
    : `${head} ${ended}${words.comma}${inChat(note, longestSentence, wechatId)}`;
}

function remainingLines(report: Report, lexicon: Lexicon): string[] {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const { wechatId } = report.officialAccount;
  const safe = (text: string) => inChat(text, longestSentence, wechatId);
  const head = why === undefined ? sentence : `${sentence}${lexicon.words.gap}${safe(why)}`;
  return [
    isGood ? head : `❌ ${head}`,
    ...remaining.map((one) =>
      lexicon.words.titled(safe(lexicon.name(one)), remainingNote(one, lexicon, safe)),
    ),
  ];
}
