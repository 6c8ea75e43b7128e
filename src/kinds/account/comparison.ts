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
  return {
    differences: parts.flatMap((part) => part.differences ?? []),
    unverifiable: parts.flatMap((part) => part.unverifiable ?? []),
    found: parts.flatMap((part) => part.found ?? []),
    pending: parts.flatMap((part) => part.pending ?? []),
    stuck: parts.flatMap((part) => part.stuck ?? []),
    drift: parts.flatMap((part) => part.drift ?? []),
    notices: parts.flatMap((part) => part.notices ?? []),
  };
}

/** The picture that a step sends, if it sends one. */
export function avatarSent(step: AccountStep): { readonly sha256: string } | undefined {
  return 'avatar' in step ? step.avatar : undefined;
}

/** The nickname that a step sends, if it sends one. */
export function nicknameSent(step: AccountStep): string | undefined {
  return 'nickname' in step ? step.nickname : undefined;
}
