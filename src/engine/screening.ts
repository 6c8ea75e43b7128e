import type { Expectations } from './expectations.ts';
import { comparedNow, differingIn, type UnderWay } from './found-now.ts';
import { gather } from './gather.ts';
import { endingBeforeCall, heldBack, skipNote } from './judge.ts';
import { recordEnding } from './recording.ts';
import { type Ended, noted, type Task } from './tasks.ts';

/** What the steps of a round are screened with. */
export interface Screening extends UnderWay {
  readonly expectations: Expectations;
  /** Ends a step that is not sent, and tells of it. */
  readonly end: (task: Task, ended: Ended) => void;
}

/**
 * The steps that the last look leaves to be sent. The others end here: what they need is not complete any more, they are done
 * already, their object is not as expected, or a guard holds them.
 */
export async function screened(tasks: readonly Task[], screening: Screening): Promise<Task[]> {
  const wanted = notLacking(tasks, screening).filter((task) => isNeeded(task, screening));
  const { looker, world, input, end } = screening;
  const held = await heldBack(wanted, looker.last, world.api, input.allow);
  for (const [task, why] of held) end(task, { status: 'failed', ...noted(why) });
  return wanted.filter((task) => !held.has(task));
}

/** Ends a step that can no longer run, since its own object, or one that it needs, is not complete. */
export function endSkipped(task: Task, need: string, { input, end }: Pick<Screening, 'input' | 'end'>): void {
  const { plan, judged } = input;
  end(task, {
    status: 'skipped',
    ...noted(skipNote(task, need, [plan.changes, judged.map((one) => one.change)])),
  });
}

/** What a step needs was complete when its turn came; the last look may show that somebody changed it since. */
function notLacking(tasks: readonly Task[], screening: Screening): readonly Task[] {
  if (tasks.every(({ turn }) => turn.needs.length === 0)) return tasks;
  const differing = differingIn(gather(comparedNow(screening)));
  return tasks.filter((task) => {
    const need = task.turn.needs.find((address) => differing.has(address));
    if (need !== undefined) endSkipped(task, need, screening);
    return need === undefined;
  });
}

/** Whether the step must be sent; one that is over before it is sent ends here. */
function isNeeded(task: Task, { looker, expectations, ledger, world, end }: Screening): boolean {
  const live = looker.live(task.change.kind, task.change.name);
  task.before = live;
  task.after = live;
  const ended = endingBeforeCall(task, expectations.of(task, looker), live);
  if (!ended) return true;
  end(task, ended);
  recordEnding(ledger, task, world.clock.now());
  return false;
}
