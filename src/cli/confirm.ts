import { type PlanHeader, planDocument } from '../documents/plan.ts';
import { inJson } from '../model/json-text.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { visible } from '../model/visible.ts';
import type { CommandWorld } from './command.ts';
import { exitCodes } from './exit.ts';
import type { Terminal } from './terminal.ts';

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
  { terminal }: CommandWorld,
): Promise<number | undefined> {
  if (options.autoApprove) return undefined;
  if (!terminal.canAsk || options.json || options.jsonLines) {
    if (options.json || options.jsonLines) {
      const document = { confirmation_required: true, plan: planDocument(plan, header, kinds) };
      terminal.out(inJson(`${JSON.stringify(document, null, options.jsonLines ? 0 : 2)}\n`));
    }
    return needsConfirmation(terminal);
  }
  return askFor(visible(plan.officialAccount.name), terminal);
}

/** Says that nobody can be asked, and resolves to the exit code. */
export function needsConfirmation({ tell }: Pick<Terminal, 'tell'>): number {
  tell(
    'error: apply needs a confirmation and there is no terminal to ask on. [confirmation-required]\n' +
      '  → Review the plan, then pass --auto-approve.\n',
  );
  return exitCodes.confirmation;
}

/** Asks whether to apply to these; resolves to undefined for a yes, else to the exit code. */
export async function askFor(whom: string, terminal: Terminal): Promise<number | undefined> {
  const answer = await terminal.ask(`\nApply these changes to ${whom}? Only "yes" is accepted: `);
  if (answer.trim() === 'yes') return undefined;
  terminal.out('Nothing was changed.\n');
  return exitCodes.done;
}
