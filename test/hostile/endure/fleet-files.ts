import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandWorld } from '../../../src/cli/command.ts';
import { run as mergeReports } from '../../../src/cli/commands/report-merge.ts';
import { run as showFleet } from '../../../src/cli/commands/show-fleet.ts';
import { failureDocument } from '../../../src/documents/fleet.ts';
import { type FleetContent, indexText, sealed } from '../../../src/documents/fleet-index.ts';
import { kinds } from '../../../src/kinds/kinds.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { AppliedMember } from '../../../src/model/fleet.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Report } from '../../../src/model/report.ts';
import { fleetPlanFormats, fleetReportFormats } from '../../../src/render/fleet/formats.ts';
import { plain } from '../../../src/render/paint.ts';
import { say } from '../../../src/words/en/fleets.ts';
import { english } from '../../../src/words/en/words.ts';
import { configInvalid } from '../../../src/words/failures.ts';
import { told } from '../../../src/words/say.ts';
import { chinese } from '../../../src/words/zh-CN/words.ts';

const range = { file: 'b.yaml', line: 3, column: 5, length: 4, text: '    bob: { nickname: x }' };
const twice = told(say('reports-disagree', { name: 'b', config: 'b.yaml' }), say('merge-one-run'));
const diagnostics: Diagnostic[] = [
  { severity: 'error', code: 'reports-disagree', ...twice, range },
  { severity: 'warning', code: 'reports-disagree', ...twice },
];
const failures = [configInvalid(diagnostics), new Failure('quota', '45009', twice)];

/** The index of a fleet plan in which two official accounts failed. */
export function wholeFleetPlan(): string {
  const content: FleetContent = {
    format_version: '1.0',
    kefu_version: '0.1.0',
    created: '2026-11-22T08:00:00.000Z',
    expires: '2036-11-22T08:00:00.000Z',
    official_accounts: failures.map((failure, index) => ({
      config_file: `${index}.yaml`,
      name: `shop-${index}`,
      status: 'failed',
      error: failureDocument(failure),
    })),
    rollout: { canary: 1, maxFailureRate: 0.5 },
  };
  return indexText(sealed(content, undefined));
}

/** The report of a fleet with an official account that ended in each of the ways. */
export function wholeFleetReport(plan: Plan): string {
  const [change] = plan.changes;
  if (change === undefined) throw new Error('a plan without changes');
  const { kind, name, label } = change;
  const cause = { code: 45009, ...twice };
  const report: Report = {
    officialAccount: plan.officialAccount,
    results: [
      {
        ...{ kind, name, label },
        action: 'create',
        step: 'create-account',
        status: 'failed',
        ...{ note: twice.message, said: { note: say('merge-one-run') } },
        ...{ attempts: 2, cause, refusal: 'changed-meanwhile', source: range },
      },
    ],
    verdict: {
      status: 'failed',
      remaining: [
        { ...{ kind, name, label }, field: 'nickname', note: 'x', why: 'differs', source: range },
        { ...{ kind, name, label }, note: 'x', said: { note: say('merge-one-run') }, why: 'stuck' },
      ],
      managed: [{ kind, managed: 3 }],
      unread: 'x',
      said: { unread: say('merge-one-run') },
    },
    warnings: diagnostics,
    stopped: cause,
    counts: [{ kind, add: 1, change: 0, destroy: 0 }],
    stateFault: 'x',
    said: { stateFault: say('merge-one-run') },
  };
  const members: AppliedMember[] = [
    { configFile: 'a.yaml', name: 'a', kind: 'applied', plan, report },
    { configFile: 'b.yaml', name: 'b', kind: 'held', plan },
    { configFile: 'c.yaml', name: 'c', kind: 'not-begun', why: 'x', said: { why: say('merge-one-run') } },
    ...failures.map((failure, index) => {
      return { configFile: `d${index}.yaml`, name: `d${index}`, kind: 'failed', failure } as const;
    }),
  ];
  const writer = fleetReportFormats.json({ kefuVersion: '0.1.0', words: english, kinds, madeIn: {} });
  return `${members.map((member) => writer.add(member)).join('')}${writer.end()}`;
}

/** Shows a fleet plan as `kefu show` does: its index sealed anew, as a forger would. */
export async function showForged(folder: string, bytes: Uint8Array): Promise<void> {
  const plans = join(folder, 'plans');
  mkdirSync(plans, { recursive: true });
  writeFileSync(join(plans, 'fleet.json'), resealed(bytes));
  const output = outputsOf(fleetPlanFormats, folder);
  await showFleet({ plan: plans, json: true, output }, worldIn(folder));
}

function resealed(bytes: Uint8Array): Uint8Array {
  try {
    const { fleet_digest: _, ...content } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return Buffer.from(indexText(sealed(content, undefined)));
  } catch {
    return bytes;
  }
}

/** Tells a report as `kefu report merge` does. */
export async function mergeDamaged(folder: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, 'fleet-report.json');
  writeFileSync(file, bytes);
  const output = outputsOf(fleetReportFormats, folder);
  await mergeReports({ reports: [file], json: false, output }, worldIn(folder));
}

function outputsOf(formats: object, folder: string) {
  return Object.keys(formats).map((format) => ({ format, file: join(folder, `fleet.${format}`) }));
}

function worldIn(cwd: string): CommandWorld {
  words = words === english ? chinese : english;
  const terminal = { out: () => {}, tell: () => {}, paint: plain, canAsk: false, isInteractive: false };
  return { terminal: { ...terminal, ask: async () => '' }, env: {}, cwd, words };
}

let words = english;
