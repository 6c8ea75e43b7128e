import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { samePicture } from '../../src/avatars/compare.ts';
import { run as apply } from '../../src/cli/commands/apply.ts';
import { run as plan } from '../../src/cli/commands/plan.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { Failure } from '../../src/model/failure.ts';
import { type Case, type Expectation, readCase, type Stage, setStage, whole } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('stories', () => {
  test.each(files)('%s', async (file) => {
    const story = readCase(join(folder, file));
    const stage = await setStage(story);
    onTestFinished(stage.end);
    await tell(story, stage);
  });
});

async function tell(story: Case, stage: Stage): Promise<void> {
  const { expect: expected } = story;
  if (expected.faults) {
    const failure = await planned(story, stage).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).diagnostics.map(({ code }) => code)).toEqual(expected.faults);
    expect(stage.emulator.world.requests).toEqual([]);
    return;
  }
  const first = await planned(story, stage);
  expectPlan(first.document, expected);
  expect(first.exit).toBe(expected.guards ? 5 : 0);
  expect(writesIn(stage.emulator)).toEqual([]);

  for (const fault of story.faults ?? []) stage.emulator.inject(fault as never);
  const before = structuredClone(stage.emulator.world.accounts);
  const applied = await run(apply, story, stage);
  expect(applied.exit, applied.out).toBe(expected.exit ?? (expected.guards ? 5 : 0));
  if (expected.guards) {
    expect(stage.emulator.world.accounts).toEqual(before);
    expect(writesIn(stage.emulator)).toEqual([]);
    return;
  }
  expectReport(applied.document, expected);
  await expectWorld(stage.emulator, expected);

  stage.emulator.world.faults.length = 0;
  const second = await planned(story, stage);
  expect(changesOf(second.document)).toEqual(expected.again ?? []);
}

type Run = (options: never, world: never) => Promise<number>;

async function planned(story: Case, stage: Stage) {
  return run(plan, story, stage);
}

async function run(command: unknown, { flags }: Case, { folder: cwd, env }: Stage) {
  const { world, out } = capturedWorld(cwd, env);
  const options = {
    config: './kefu.yaml',
    json: true,
    autoApprove: true,
    detailedExitcode: false,
    writeUnverifiable: flags?.writeUnverifiable ?? false,
    allow: new Set(flags?.allow ?? []),
    lockTimeout: 0,
    settleTime: 0.05,
    fetchAvatars: flags?.fetchAvatars ?? true,
    expiresIn: 1,
    strict: false,
    jsonLines: false,
    output: [],
  };
  const exit = await (command as Run)(options as never, world as never);
  return { exit, out: out(), document: JSON.parse(out()) as Document };
}

interface About {
  address: string;
  type: string;
  name: string;
}

interface Document {
  resource_changes: (About & { change: { actions: string[]; before: object; after: object } })[];
  guards: { code: string; way_out: string }[];
  pending: (About & { value: string })[];
  unverifiable: (About & { field: string })[];
  stuck: (About & { field: string })[];
  resource_drift: (About & { field: string; why: string })[];
  unmanaged: { name?: string; title: string; why: string }[];
  diagnostics: { code: string }[];
  converges: boolean;
  results: (About & { change: string; status: string; note: string; source?: { line: number } })[];
  verdict: { status: string; remaining: (About & { note: string; field?: string; why: string })[] };
  summary: { kinds: { kind: string; added: number; changed: number; destroyed: number }[] };
}

function shortName(text: string): string {
  return text.replace(/^.*kf_account\./, '').replace(/@kftest$/, '');
}

function changesOf({ resource_changes }: Document): string[] {
  return resource_changes.map(({ address, type, change }) => {
    if (type !== 'kf_account') return `${change.actions[0]} ${address.replace(/^[^/]+\//, '')}`;
    const fields = change.actions[0] === 'delete' ? '' : `: ${Object.keys(change.after).join(', ')}`;
    return `${change.actions[0]} ${shortName(address)}${fields}`;
  });
}

function expectPlan(document: Document, expected: Expectation): void {
  expect(changesOf(document)).toEqual(expected.plan ?? []);
  expect(document.guards.map(({ code }) => code)).toEqual(expected.guards ?? []);
  expect(document.guards.every(({ way_out }) => way_out.length > 0)).toBe(true);
  expect(document.pending.map(({ address, value }) => `${shortName(address)}: ${value}`)).toEqual(
    expected.pending ?? [],
  );
  expect(document.unverifiable.map(({ address, field }) => `${shortName(address)}: ${field}`)).toEqual(
    expected.unverifiable ?? [],
  );
  const unmanaged = document.unmanaged.map(({ name, title, why }) => {
    const reason = why === 'policy' || name === undefined ? '' : ` (${why})`;
    return `${name === undefined ? `(${title})` : shortName(name)}${reason}`;
  });
  if (expected.drift) {
    expect(
      document.resource_drift.map(({ address, field, why }) => `${shortName(address)}: ${field} ${why}`),
    ).toEqual(expected.drift);
  }
  if (expected.unmanagedCount !== undefined) expect(unmanaged.length).toBe(expected.unmanagedCount);
  else expect(unmanaged).toEqual(expected.unmanaged ?? []);
  expect(document.diagnostics.map(({ code }) => code)).toEqual(expected.warnings ?? []);
  expect(document.converges).toBe(expected.converges ?? true);
}

function expectReport({ results, verdict, summary }: Document, expected: Expectation): void {
  const told = results.map(({ address, change, status }) => `${shortName(address)} ${change} ${status}`);
  if (expected.apply) expect(told).toEqual(expected.apply);
  else expect(told.filter((line) => !line.endsWith(' done'))).toEqual([]);
  expect(verdict.status).toBe(expected.verdict ?? 'as-configured');
  expect((expected.exit ?? 0) === 0).toBe(verdict.status === 'as-configured');
  if (expected.remaining) {
    expect(verdict.remaining.map(({ address, note }) => `${shortName(address)}: ${note}`)).toEqual(
      expected.remaining,
    );
  }
  for (const [step, line] of Object.entries(expected.refusedAtLine ?? {})) {
    const result = results.find((one) => `${shortName(one.address)} ${one.change}` === step);
    expect([step, result?.source?.line]).toEqual([step, line]);
  }
  const [accounts] = summary.kinds;
  if (expected.counts) {
    expect(`${accounts?.added} added, ${accounts?.changed} changed, ${accounts?.destroyed} destroyed`).toBe(
      expected.counts,
    );
  }
}

async function expectWorld(emulator: RunningEmulator, { after }: Expectation): Promise<void> {
  if (!after) return;
  const { accounts } = emulator.world;
  expect(accounts.map(({ account }) => account).sort()).toEqual(
    after.map(({ account }) => whole(account)).sort(),
  );
  for (const { account, nickname, picture, worker } of after) {
    const found = accounts.find((one) => one.account === whole(account));
    if (nickname !== undefined) expect(found?.nickname).toBe(nickname);
    if (worker !== undefined) expect(found?.worker).toMatchObject({ wechatId: worker });
    if (picture !== undefined) {
      const served = Buffer.from(emulator.world.pictures[found?.picture ?? '']?.base64 ?? '', 'base64');
      expect(await samePicture(readFileSync(join(folder, 'pictures', picture)), served)).toBe('same');
    }
  }
}

/** Calls that changed something, or would have. */
function writesIn({ world }: RunningEmulator): string[] {
  return world.requests.map(({ path }) => path).filter((path) => path.startsWith('/customservice/'));
}
