import type { PlanHeader } from '../documents/plan.ts';
import type { Language } from '../model/language.ts';
import type { Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { picturesToShow } from '../reconcile/shown-pictures.ts';
import type { RenderContext } from '../render/context.ts';
import type { CommandWorld } from './command.ts';
import { checkOutputs, languageOf, type Output, writeOutputs } from './outputs.ts';
import type { OpenAccount } from './wiring.ts';

/** Flags that say where else a result goes. */
export interface OutputFlags {
  readonly output: readonly Output[];
  readonly lang?: Language;
  readonly fetchAvatars: boolean;
}

/** A plan's header with its digest. */
export type DigestedHeader = PlanHeader & { readonly planDigest?: string };

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
  const outputs = checkOutputs(flags.output, planFormats);
  const context = await contextOf(plan, header, account, flags, world);
  await writeOutputs(outputs, world, (format) => planFormats[format](plan, context));
}

/** Prepares the outputs of a report: pictures are fetched before they are overwritten. Resolves to the writer. */
export async function prepareReportOutputs(
  plan: Plan,
  header: DigestedHeader,
  account: OpenAccount,
  flags: OutputFlags,
  world: CommandWorld,
): Promise<(report: Report) => Promise<void>> {
  if (flags.output.length === 0) return async () => {};
  const { reportFormats } = await import('../render/formats.ts');
  const outputs = checkOutputs(flags.output, reportFormats);
  const context = await contextOf(plan, header, account, flags, world);
  return (report) => writeOutputs(outputs, world, (format) => reportFormats[format](plan, report, context));
}

async function contextOf(
  plan: Plan,
  header: DigestedHeader,
  { desired, kinds, wechat }: OpenAccount,
  { output, lang, fetchAvatars }: OutputFlags,
  { env }: CommandWorld,
): Promise<RenderContext> {
  const wantsPictures = output.some(({ format }) => format === 'html');
  const live = fetchAvatars ? wechat.pictures : undefined;
  const pictures = wantsPictures ? await picturesToShow(plan, desired, kinds, live) : new Map();
  return { ...header, lang: languageOf(lang, env), pictures, kinds };
}
