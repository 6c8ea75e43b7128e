import { resolve } from 'node:path';
import type { HistoryEntry } from '../../model/history.ts';
import { inJson } from '../../model/json-text.ts';
import { visible } from '../../model/visible.ts';
import { withMemoryAt } from '../../reconcile/adopt.ts';
import { say } from '../../words/en/files.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { mustExist } from '../must-exist.ts';

export interface HistoryOptions {
  readonly config: string;
  /** The newest so many. */
  readonly most: number;
  /** Only applies that changed this object, by its address. */
  readonly object?: string;
  readonly json: boolean;
}

/** Tells who applied what and when, oldest first. Sends nothing. */
export async function run(
  { config, most, object, json }: HistoryOptions,
  { terminal, env, cwd }: CommandWorld,
): Promise<number> {
  const path = resolve(cwd, config);
  const all = await withMemoryAt(path, { env, cwd }, ({ history }) => history.read({}));
  if (all.length === 0) await mustExist(path, config, say('init-or-config'));
  const asked = all.filter((entry) => object === undefined || concerns(entry, object)).slice(-most);
  if (json) terminal.out(inJson(`${JSON.stringify(asked, null, 2)}\n`));
  else
    terminal.out(
      asked.length === 0 ? 'No apply has written anything yet.\n' : asked.map(entryText).join('\n'),
    );
  return exitCodes.done;
}

function concerns({ ended }: HistoryEntry, object: string): boolean {
  return (ended?.changes ?? []).some(({ address }) => address === object);
}

function entryText({ began, by, planDigest, plannedDeletes, ended }: HistoryEntry): string {
  const { user, host, commit, run: job } = by;
  const who = `${user === undefined ? '' : `${user} on `}${host}`;
  const lines = [
    `${began} by ${who}: ${ended?.verdict ?? `not known how it ended; it planned ${plannedDeletes} deletes`}`,
    ...(commit === undefined ? [] : [`  commit ${commit}`]),
    ...(job === undefined ? [] : [`  job ${job}`]),
    ...(planDigest === undefined ? [] : [`  plan ${planDigest}`]),
    ...(ended?.changes ?? []).map(({ address, step, status }) => `  ${step} ${address}: ${status}`),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}
