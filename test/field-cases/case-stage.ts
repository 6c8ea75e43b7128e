import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

/** The stage of a story: with the config of a case, when `config` names one, such as `22-…/kefu.yaml`. */
export async function stageOf({ config, ...story }: Omit<Case, 'story' | 'expect'> = {}): Promise<Stage> {
  const text = config === undefined ? {} : { config: inputOf(config) };
  const stage = await setStage({ story: '', expect: {}, ...story, ...text });
  // The picture that configs of cases name.
  copyFileSync(join(stage.folder, 'day.png'), join(stage.folder, 'alice.png'));
  onTestFinished(stage.end);
  return stage;
}

export function inputOf(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}

/** Writes the config anew. */
export function write({ folder }: Stage, text: string): void {
  writeFileSync(join(folder, 'kefu.yaml'), text);
}

/** A config of accounts, as flow mappings. */
export function configOf(accounts: Readonly<Record<string, string>>, policy = '{}'): string {
  const blocks = Object.entries(accounts).map(([name, block]) => `  ${name}: ${block}\n`);
  return `${inputOf('36-same-letters-other-bytes/kefu.yaml').replace(/ {2}alice:.*\n/, blocks.join(''))}policy: ${policy}\n`;
}

interface PlanJson {
  readonly guards: readonly { code: string; message: string; way_out: string }[];
  readonly diagnostics: readonly { code: string; message: string; hint?: string }[];
  readonly resource_changes: readonly { address: string; change: { actions: readonly string[] } }[];
}

/** What a plan says of a stage, as programs read it. */
export async function planned(stage: Stage, options: Parameters<typeof planOn>[1] = {}) {
  const { out, exit, failure } = await planOn(stage, options);
  expect(failure?.diagnostics ?? []).toEqual([]);
  const { guards, diagnostics, resource_changes } = JSON.parse(out) as PlanJson;
  return {
    exit,
    guards: new Map(guards.map(({ code, ...rest }) => [code, rest])),
    warnings: diagnostics.map(({ code, message, hint }) => `${code}: ${message} → ${hint}`),
    changes: resource_changes.map(
      ({ address, change }) => `${change.actions[0]} ${address.replace(/^.*kf_account\.|@kftest$/g, '')}`,
    ),
  };
}

interface ReportJson {
  readonly results: readonly { address: string; change: string; status: string; note: string }[];
  readonly verdict: { readonly status: string };
  readonly summary: { readonly added: number; readonly changed: number; readonly destroyed: number };
}

/** How an apply of a stage ended: its report as programs read it, and as people do. */
export async function applied(stage: Stage, options: Parameters<typeof applyOn>[1] = {}) {
  const output = [{ format: 'text', file: 'report.txt' }];
  const { out, exit, failure } = await applyOn(stage, { ...options, output });
  expect(failure).toBeUndefined();
  const { results, verdict, summary } = JSON.parse(out) as ReportJson;
  return {
    exit,
    results: results.map(
      ({ address, change, status }) => `${address.replace(/^.*\.|@kftest$/g, '')} ${change} ${status}`,
    ),
    notes: results.map(({ note }) => note),
    verdict: verdict.status,
    counts: `${summary.added} added, ${summary.changed} changed, ${summary.destroyed} destroyed`,
    text: readFileSync(join(stage.folder, 'report.txt'), 'utf8'),
  };
}

/** The names of the accounts that are there, sorted. */
export function names({ emulator }: Stage): string[] {
  return emulator.world.accounts.map(({ account }) => account.replace('@kftest', '')).sort();
}
