import { inspect } from 'node:util';
import { type ApplyCommandOptions, run as apply } from '../../src/cli/commands/apply.ts';
import { type PlanCommandOptions, run as plan } from '../../src/cli/commands/plan.ts';
import { Failure } from '../../src/model/failure.ts';
import { note } from './canaries.ts';
import type { Stage } from './case.ts';
import { capturedWorld } from './cli.ts';

/** How a command of a stage ended. */
export interface Ended {
  readonly exit: number | undefined;
  readonly out: string;
  readonly told: string;
  readonly failure?: Failure;
}

const flags = {
  json: true,
  autoApprove: true,
  detailedExitcode: false,
  writeUnverifiable: false,
  allow: new Set<string>(),
  lockTimeout: 0,
  settleTime: 0.05,
  fetchAvatars: true,
  expiresIn: 1,
  strict: false,
  jsonLines: false,
  output: [],
};

/** Runs `kefu plan` on a stage. */
export function planOn(stage: Stage, options: Partial<PlanCommandOptions> = {}): Promise<Ended> {
  return ended(stage, (world) => plan({ ...flags, config: './kefu.yaml', ...options }, world));
}

/** Runs `kefu apply` on a stage. */
export function applyOn(
  stage: Stage,
  options: Partial<ApplyCommandOptions> = {},
  answer?: string,
): Promise<Ended> {
  return ended(stage, (world) => apply({ ...flags, ...options }, world), answer);
}

async function ended(
  { folder, env }: Stage,
  run: (world: ReturnType<typeof capturedWorld>['world']) => Promise<number>,
  answer?: string,
): Promise<Ended> {
  const { world, out, told } = capturedWorld(folder, env, answer);
  try {
    const exit = await run(world);
    return { exit, out: out(), told: told() };
  } catch (error) {
    note(inspect(error, { depth: 20, showHidden: true, maxStringLength: null }));
    if (!(error instanceof Failure)) throw error;
    return { exit: undefined, out: out(), told: told(), failure: error };
  }
}
