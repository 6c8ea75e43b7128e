import { resolve } from 'node:path';
import { kinds } from '../../kinds/kinds.ts';
import { namedBy } from '../../model/address.ts';
import type { HistoryEntry } from '../../model/history.ts';
import { jsonText } from '../../model/json-text.ts';
import { visible } from '../../model/visible.ts';
import { withMemoryAt } from '../../reconcile/adopt.ts';
import { lexiconIn } from '../../render/lexicon.ts';
import { say } from '../../words/en/commands.ts';
import { say as file } from '../../words/en/files.ts';
import { say as place } from '../../words/en/places.ts';
import { type LanguageWords, sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { type HistoryOfObject, historyOfObject } from '../history-of-object.ts';
import { mustExist } from '../must-exist.ts';

export interface HistoryOptions {
  readonly config: string;
  /** The newest so many. */
  readonly most: number;
  /** Only applies that changed this object, or may have: its address or name. */
  readonly object?: string;
  readonly json: boolean;
}

/** Tells who applied what and when, oldest first. Sends nothing. */
export async function run(
  { config, most, object, json }: HistoryOptions,
  { terminal, env, cwd, words }: CommandWorld,
): Promise<number> {
  const path = resolve(cwd, config);
  const all = await withMemoryAt(path, { env, cwd }, ({ history }) => history.read({}));
  if (all.length === 0) await mustExist(path, config, file('init-or-config'));
  const found = object === undefined ? undefined : historyOfObject(all, object);
  if (object !== undefined && found?.isNamed === false && all.length > 0) {
    terminal.tell(notNamedText(object, found, words));
  }
  const asked = (found?.entries ?? all).slice(-most);
  if (json) terminal.out(jsonText(asked));
  else if (all.length === 0) terminal.out(`${sayIn(words, say('no-history'))}\n`);
  else terminal.out(asked.map((entry) => entryText(entry, words)).join('\n'));
  return exitCodes.done;
}

function notNamedText(object: string, { meant }: HistoryOfObject, words: LanguageWords): string {
  const what = sayIn(words, say('no-history-of', { object: visible(object) }));
  const hint =
    meant === undefined ? '' : `  → ${sayIn(words, place('did-you-mean', { meant: visible(meant) }))}\n`;
  return `${what}\n${hint}`;
}

function entryText(
  { began, by, planDigest, plannedDeletes, ended }: HistoryEntry,
  words: LanguageWords,
): string {
  const { user, host, commit, run: job } = by;
  const lexicon = lexiconIn(words, kinds);
  const who = user === undefined ? host : say('history-who', { user, host });
  const verdict = ended
    ? say(`history-${ended.verdict}`)
    : say('history-not-ended', { count: plannedDeletes });
  const more = [
    ...(commit === undefined ? [] : [say('history-commit', { commit })]),
    ...(job === undefined ? [] : [say('history-job', { job })]),
    ...(planDigest === undefined ? [] : [say('history-plan', { digest: planDigest })]),
    ...(ended?.changes ?? []).map(({ address, step, status }) =>
      say('history-change', {
        address,
        step: lexicon.step(namedBy(address).kind, step),
        status: lexicon.words.terminal.status[status],
      }),
    ),
  ];
  const lines = [say('history-entry', { began, who, verdict }), ...more].map((saying) =>
    sayIn(words, saying),
  );
  return lines.map((line, index) => `${index === 0 ? '' : '  '}${visible(line)}\n`).join('');
}
