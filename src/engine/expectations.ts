import { sameObserved } from '../model/digest.ts';
import type { Looker } from './look.ts';
import type { Task } from './tasks.ts';

/** How each object must look before its next step: as the plan saw it, or as the step before left it. */
export class Expectations {
  readonly #expected = new Map<string, unknown>();
  /** Steps after which no list could be read, by their object: the next one shows what they left. */
  readonly #unread = new Map<string, Task>();

  constructor(tasks: readonly Task[]) {
    for (const { address, change } of tasks) this.#expected.set(address, change.observed);
  }

  /** Null when the object must not be there. `looker` holds the list that it is going to be held against. */
  of({ address }: Task, looker: Looker): unknown {
    const unread = this.#unread.get(address);
    if (unread) this.follow(unread, looker);
    return this.#expected.get(address) ?? null;
  }

  /** After a step that no list could be read for. */
  followLater(task: Task): void {
    this.#unread.set(task.address, task);
  }

  /** After a step: what was listed; of a step that sends nothing, what only the record knows. */
  follow(task: Task, looker: Looker): void {
    const { change, turn, address } = task;
    this.#unread.delete(address);
    task.after = turn.isCall ? looker.live(change.kind, change.name) : modelled(task, looker);
    this.#expected.set(address, turn.isCall ? asLeftBy(task, looker) : task.after);
  }
}

/**
 * What was listed, but for the fields that the step does not write: those must still be as before it. Someone else's change
 * that the same list brings along is no work of ours, and is not built upon.
 */
function asLeftBy(task: Task, looker: Looker): unknown {
  const { before, after } = task;
  const model = modelled(task, looker);
  // Gone, though the step does not delete: somebody else did, and nothing more may be sent to it.
  if (hasFields(before) && hasFields(model) && !hasFields(after)) return model;
  if (!hasFields(before) || !hasFields(after) || !hasFields(model)) return after;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const from = sameObserved(before[field], model[field]) ? before : after;
      return Object.hasOwn(from, field) ? [[field, from[field]]] : [];
    }),
  );
}

function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function modelled({ rules, step, before, kind }: Task, looker: Looker): unknown {
  const reading = looker.last.get(kind.name) ?? { objects: new Map() };
  const result = rules.model(step, before, reading);
  return 'live' in result ? result.live : before;
}
