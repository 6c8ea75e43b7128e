import { type PlanHeader, planDocument } from '../documents/plan.ts';
import { Failure } from '../model/failure.ts';
import { jsonText } from '../model/json-text.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { renderFailureText } from '../render/failure.ts';
import { say } from '../words/en/running.ts';
import { say as sayOfPlan } from '../words/en/saved-plans.ts';
import { sayIn } from '../words/language-words.ts';
import { told } from '../words/say.ts';
import type { CommandWorld } from './command.ts';
import { exitCodes } from './exit.ts';

/** Flags that decide whether and how an apply asks. */
export interface ConfirmFlags {
  readonly autoApprove: boolean;
  readonly json: boolean;
  readonly jsonLines: boolean;
}

/** Resolves to undefined to go on, or to the exit code. */
export async function confirm(
  plan: Plan,
  header: PlanHeader,
  kinds: readonly AnyKind[],
  options: ConfirmFlags,
  world: CommandWorld,
): Promise<number | undefined> {
  const { terminal } = world;
  if (options.autoApprove) return undefined;
  if (!terminal.canAsk || options.json || options.jsonLines) {
    if (options.json || options.jsonLines) {
      const document = { confirmation_required: true, plan: planDocument(plan, header, kinds) };
      terminal.out(jsonText(document, options.jsonLines ? 0 : 2));
    }
    return needsConfirmation(world);
  }
  return askFor(visible(plan.officialAccount.name), world);
}

/** Says that nobody can be asked, and resolves to the exit code. */
export function needsConfirmation(world: CommandWorld): number {
  return tellUnconfirmed(say('apply-needs-yes'), say('review-then-approve'), world);
}

/** The same of any command: what it would need, and what to do. */
export function tellUnconfirmed(what: Saying, hint: Saying, { terminal, words }: CommandWorld): number {
  terminal.tell(renderFailureText(new Failure('config', 'confirmation-required', told(what, hint)), words));
  return exitCodes.confirmation;
}

/** Asks whether to apply to these; resolves to undefined for a yes, else to the exit code. */
export function askFor(whom: string | Saying, world: CommandWorld): Promise<number | undefined> {
  return askYes(say('apply-to-question', { whom }), world);
}

/** Asks a question below what was shown; resolves to undefined for a yes, else to the exit code. */
export async function askYes(
  question: Saying,
  { terminal, words }: Pick<CommandWorld, 'terminal' | 'words'>,
): Promise<number | undefined> {
  const answer = await terminal.ask(`\n${sayIn(words, question)}`);
  if (answer.trim() === 'yes') return undefined;
  terminal.out(`${sayIn(words, say('nothing-changed'))}\n`);
  return exitCodes.done;
}

/** `--allow` on a saved plan: what lets a guard pass is part of what was reviewed. */
export function allowsTooLate(): Failure {
  return new Failure(
    'config',
    'allow-with-saved-plan',
    told(
      sayOfPlan('allow-with-saved-plan'),
      sayOfPlan('allow-when-planning', { command: 'kefu plan --allow GUARD --out plan.json' }),
    ),
  );
}
