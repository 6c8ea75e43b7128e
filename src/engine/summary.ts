import type { AnyKind } from '../model/kind.ts';
import type { Action, KindCounts } from '../model/plan.ts';

/** How many objects of each kind, in the order of the kinds. Every count of changes in kefu is made here. */
export function countsByKind(
  kinds: readonly Pick<AnyKind, 'name'>[],
  changes: readonly { readonly kind: string; readonly action: Action }[],
): KindCounts[] {
  return kinds.map(({ name }) => {
    const own = changes.filter(({ kind }) => kind === name);
    const count = (action: Action) => own.filter((change) => change.action === action).length;
    return { kind: name, add: count('create'), change: count('update'), destroy: count('delete') };
  });
}
