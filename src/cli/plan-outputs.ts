import { resolve } from 'node:path';
import type { PlanHeader } from '../documents/plan.ts';
import { readNamed } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { runOrigin } from '../model/run-origin.ts';
import { version } from '../model/version.ts';
import { type Planned, planTold } from '../reconcile/plan.ts';
import { picturesToShow } from '../reconcile/shown-pictures.ts';
import type { RenderContext } from '../render/context.ts';
import type { FailedWork } from '../render/failure-formats.ts';
import type { PlanFormat } from '../render/formats.ts';
import type { CommandWorld } from './command.ts';
import { checkOutputs, type Output, replaceOutputs, writeOutputs, writeOutputsNow } from './outputs.ts';
import type { OpenAccount } from './wiring.ts';

/** Flags that say where else a result goes. */
export interface OutputFlags {
  readonly output: readonly Output[];
  readonly fetchAvatars: boolean;
  /** Whether the result is one document on stdout. */
  readonly json: boolean;
}

/** A plan's header with its digest. */
export type DigestedHeader = PlanHeader & { readonly planDigest?: string };

/**
 * Runs a command whose result goes into outputs: they are checked before anything is sent, and when the command fails they
 * say so. Rejects with the command's own failure.
 */
export async function withOutputs(
  what: FailedWork,
  config: string,
  flags: Pick<OutputFlags, 'output' | 'json'>,
  world: CommandWorld,
  run: () => Promise<number>,
): Promise<number> {
  if (flags.output.length === 0) return run();
  const { planFormats, reportFormats } = await import('../render/formats.ts');
  const formats: Readonly<Record<string, unknown>> =
    what === 'plan' || what === 'shown-plan' ? planFormats : reportFormats;
  await checkOutputs(flags.output, formats, world.cwd);
  try {
    return await run();
  } catch (error) {
    if (error instanceof Failure) await tellFailure(error, what, config, flags, world);
    throw error;
  }
}

async function tellFailure(
  failure: Failure,
  what: FailedWork,
  config: string,
  { output, json }: Pick<OutputFlags, 'output' | 'json'>,
  world: CommandWorld,
): Promise<void> {
  const { failureIn } = await import('../render/failure-formats.ts');
  const name = (await nameIn(resolve(world.cwd, config))) ?? config;
  const failed = {
    failure,
    what,
    name,
    words: world.words,
    created: Date.now(),
    madeIn: runOrigin(world.env),
    kefuVersion: version,
  };
  // With --json the failure is the one document on stdout.
  await replaceOutputs(json ? output.filter(({ file }) => file !== '-') : output, world, (format) =>
    failureIn(format as PlanFormat, failed),
  );
}

/** A config that can be read is no larger. */
const mostBytes = 256 * 1024;

/** The official account's name as the text of a config has it, faulty as the config may be. */
async function nameIn(path: string): Promise<string | undefined> {
  const read = await readNamed(path, mostBytes);
  const text = read.ok ? Buffer.from(read.bytes).toString('utf8') : '';
  const [, block = ''] = /^officialAccount:(.*(?:\n[ \t#].*|\n)*)/m.exec(text) ?? [];
  return /(?:^|[\s{,])name:\s*["']?([A-Za-z0-9][A-Za-z0-9._-]{0,63})/.exec(block)?.[1];
}

/** Writes a plan in every format asked for. */
export async function writePlanOutputs(
  plan: Plan,
  header: DigestedHeader,
  account: OpenAccount,
  flags: OutputFlags,
  world: CommandWorld,
): Promise<void> {
  if (flags.output.length === 0) return;
  const { planFormats } = await import('../render/formats.ts');
  const outputs = await checkOutputs(flags.output, planFormats, world.cwd);
  const context = await contextOf(plan, header, account, flags, world);
  await writeOutputs(outputs, world, (format) => planFormats[format](plan, context));
}

/** How a report gets into its outputs: in good time, or at once when the process is about to end. */
export interface ReportWriter {
  write(report: Report): Promise<void>;
  writeNow(report: Report): void;
}

/** Prepares the outputs of a report: pictures are fetched before they are overwritten. */
export async function prepareReportOutputs(
  planned: Pick<Planned, 'plan' | 'judged'>,
  header: DigestedHeader,
  account: OpenAccount,
  flags: OutputFlags,
  world: CommandWorld,
): Promise<ReportWriter> {
  if (flags.output.length === 0) return { write: async () => {}, writeNow: () => {} };
  const { reportFormats } = await import('../render/formats.ts');
  const outputs = await checkOutputs(flags.output, reportFormats, world.cwd);
  const plan = planTold(planned);
  const context = await contextOf(plan, header, account, flags, world);
  return {
    write: (report) => writeOutputs(outputs, world, (format) => reportFormats[format](plan, report, context)),
    writeNow: (report) =>
      writeOutputsNow(outputs, world.cwd, (format) => reportFormats[format](plan, report, context)),
  };
}

async function contextOf(
  plan: Plan,
  header: DigestedHeader,
  { desired, kinds, wechat }: OpenAccount,
  { output, fetchAvatars }: OutputFlags,
  { env, words }: CommandWorld,
): Promise<RenderContext> {
  const wantsPictures = output.some(({ format }) => format === 'html');
  const live = fetchAvatars ? wechat.pictures : undefined;
  const pictures = wantsPictures ? await picturesToShow(plan, desired, kinds, live) : new Map();
  return { ...header, words, pictures, kinds, madeIn: runOrigin(env) };
}
