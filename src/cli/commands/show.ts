import { resolve } from 'node:path';
import { readPlanFile } from '../../backend/plan-file.ts';
import { planText } from '../../documents/plan.ts';
import { headerOfDocument, planOf } from '../../documents/read-plan.ts';
import { kinds } from '../../kinds/kinds.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import { say } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { checkOutputs, type Output, saysOnStdout, writeOutputs } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';

export interface ShowOptions {
  readonly plan: string;
  readonly json: boolean;
  readonly output: readonly Output[];
}

/** Shows a saved plan as `kefu plan` did, but for pictures, which a saved plan doesn't hold. Sends nothing. */
export function run(options: ShowOptions, world: CommandWorld): Promise<number> {
  return withOutputs('shown-plan', options.plan, options, world, () => showPlan(options, world));
}

async function showPlan(options: ShowOptions, world: CommandWorld): Promise<number> {
  const { terminal, cwd, env, words } = world;
  const document = await readPlanFile(resolve(cwd, options.plan), kinds, planKeyOf(env));
  const plan = planOf(document);
  if (options.output.length > 0) {
    const { planFormats } = await import('../../render/formats.ts');
    const context = {
      ...headerOfDocument(document),
      planDigest: document.plan_digest,
      words,
      pictures: new Map(),
      kinds,
    };
    const outputs = await checkOutputs(options.output, planFormats, cwd);
    await writeOutputs(outputs, world, (format) => planFormats[format](plan, context));
  }
  if (options.json) terminal.out(planText(document));
  else if (!saysOnStdout(options.output)) {
    const { created, expires, plan_digest: digest } = document;
    terminal.out(`${sayIn(words, say('plan-made', { created, expires, digest }))}\n`);
    terminal.out(renderPlanText(plan, terminal.paint, kinds, words));
  }
  return exitCodes.done;
}
