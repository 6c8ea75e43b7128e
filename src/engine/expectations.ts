import type { Looker } from './look.ts';
import type { Task } from './tasks.ts';

/** How each object must look before its next step: as the plan saw it, or as the step before left it. */
export class Expectations {
  readonly #expected = new Map<string, unknown>();

  constructor(tasks: readonly Task[]) {
    for (const { address, change } of tasks) this.#expected.set(address, change.observed);
  }

  /** Null when the object must not be there. */
  of({ address }: Task): unknown {
    return this.#expected.get(address) ?? null;
  }

  /** After a step: what was listed; of a step that sends nothing, what only the record knows. */
  follow(task: Task, looker: Looker): void {
    const { change, turn, address } = task;
    task.after = turn.isCall ? looker.live(change.kind, change.name) : modelled(task, looker);
    this.#expected.set(address, task.after);
  }
}

function modelled({ rules, step, before, kind }: Task, looker: Looker): unknown {
  const reading = looker.last.get(kind.name) ?? { objects: new Map() };
  const result = rules.model(step, before, reading);
  return 'live' in result ? result.live : before;
}
