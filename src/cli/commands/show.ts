import { resolve } from 'node:path';
import { readPlanFile } from '../../backend/plan-file.ts';
import { planText } from '../../model/plan-document.ts';
import { planOf } from '../../model/read-plan-document.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

export interface ShowOptions {
  readonly plan: string;
  readonly json: boolean;
}

/** Shows a saved plan as `kefu plan` did. Sends nothing. */
export async function run(options: ShowOptions, { terminal, cwd }: CommandWorld): Promise<number> {
  const document = await readPlanFile(resolve(cwd, options.plan));
  if (options.json) {
    terminal.out(planText(document));
    return exitCodes.done;
  }
  terminal.out(
    `Made ${document.created}, to be applied before ${document.expires}, ${document.plan_digest}\n`,
  );
  terminal.out(renderPlanText(planOf(document), terminal.paint));
  return exitCodes.done;
}
