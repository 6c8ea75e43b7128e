/** How a pool works through its tasks. */
export interface PoolOptions {
  /** Tasks at the same time. */
  readonly width: number;
  /** Asked before each task is begun; a task that may not be begun is passed to `passOver`. */
  readonly mayBegin?: () => boolean;
}

/** A task that ended, or that was never begun. */
export type Ended<Task, Result> =
  | { readonly task: Task; readonly begun: true; readonly result: Result }
  | { readonly task: Task; readonly begun: false };

/**
 * Works on tasks, `width` at the same time, and yields how each ended in the order of the tasks. At most eight times `width`
 * results wait for an earlier one, so memory is bounded however many tasks there are and however slow one is. `work` must
 * not reject.
 */
export async function* inOrder<Task, Result>(
  tasks: readonly Task[],
  { width, mayBegin = () => true }: PoolOptions,
  work: (task: Task) => Promise<Result>,
): AsyncGenerator<Ended<Task, Result>> {
  const room = width * 8;
  const ended: Promise<Ended<Task, Result>>[] = [];
  const slots = new Slots(width);
  let next = 0;
  const begin = async (task: Task): Promise<Ended<Task, Result>> => {
    await slots.take();
    try {
      return mayBegin() ? { task, begun: true, result: await work(task) } : { task, begun: false };
    } finally {
      slots.give();
    }
  };
  for (const _ of tasks) {
    while (next < tasks.length && ended.length < room) ended.push(begin(tasks[next++] as Task));
    const first = ended.shift();
    if (first) yield await first;
  }
}

/** So many may hold one at the same time; the others wait in the order they came. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((taken) => {
      this.#waiting.push(taken);
    });
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
