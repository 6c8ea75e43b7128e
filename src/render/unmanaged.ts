import { inNaturalOrder } from '../model/natural-order.ts';
import type { Plan, Unmanaged } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';

/** Live objects that are left alone for one reason. */
export interface UnmanagedGroup {
  readonly why: Unmanaged['why'];
  /** "kept (policy.unmanaged: keep)". */
  readonly because: string;
  readonly entries: readonly Unmanaged[];
}

const order = ['policy', 'foreign', 'nameless'] as const satisfies readonly Unmanaged['why'][];

/**
 * What is live but not in the config, by why it is left alone; without empty groups. `mark` makes text from outside safe
 * where the reason is text of the format.
 */
export function unmanagedGroups(
  { unmanaged, officialAccount }: Plan,
  { kept }: Words,
  mark: (text: string) => string = (text) => text,
): readonly UnmanagedGroup[] {
  const because = ({ kind }: Unmanaged) => ({
    policy: kept.policy,
    foreign: kept.foreign(mark(`@${officialAccount.wechatId}`)),
    nameless: kept.nameless(mark(kind)),
  });
  return order.flatMap((why) => {
    const entries = unmanaged.filter((one) => one.why === why);
    const [first] = entries;
    if (!first) return [];
    return [
      {
        why,
        because: because(first)[why],
        entries: inNaturalOrder(entries, ({ name, title }) => name ?? title),
      },
    ];
  });
}
