import type { Diagnostic } from '../../model/diagnostic.ts';
import type { AccountFinding } from './states.ts';
import type { AccountStep } from './step.ts';

/** What the comparison of one field, or of all of one account, says. */
export type Comparison = Partial<
  Pick<AccountFinding, 'differences' | 'unverifiable' | 'found' | 'pending' | 'stuck' | 'drift'>
> & {
  /** What is no difference and yet people should know. */
  readonly notices?: readonly Diagnostic[];
};

/** Several comparisons as one. */
export function joined(parts: readonly Comparison[]): Required<Comparison> {
  const whole = {
    differences: itemsOf<'differences'>(),
    unverifiable: itemsOf<'unverifiable'>(),
    found: itemsOf<'found'>(),
    pending: itemsOf<'pending'>(),
    stuck: itemsOf<'stuck'>(),
    drift: itemsOf<'drift'>(),
    notices: itemsOf<'notices'>(),
  };
  // One pass: most parts are empty, and a list for each of them would be most of the garbage of a plan.
  for (const part of parts) {
    if (part.differences) whole.differences.push(...part.differences);
    if (part.unverifiable) whole.unverifiable.push(...part.unverifiable);
    if (part.found) whole.found.push(...part.found);
    if (part.pending) whole.pending.push(...part.pending);
    if (part.stuck) whole.stuck.push(...part.stuck);
    if (part.drift) whole.drift.push(...part.drift);
    if (part.notices) whole.notices.push(...part.notices);
  }
  return whole;
}

function itemsOf<Part extends keyof Comparison>(): Required<Comparison>[Part][number][] {
  return [];
}

/** The picture that a step sends, if it sends one. */
export function avatarSent(step: AccountStep): { readonly sha256: string } | undefined {
  return 'avatar' in step ? step.avatar : undefined;
}

/** The nickname that a step sends, if it sends one. */
export function nicknameSent(step: AccountStep): string | undefined {
  return 'nickname' in step ? step.nickname : undefined;
}
