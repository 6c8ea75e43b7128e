import type { Change } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import { say } from '../words/en/outcomes.ts';
import { messageOf } from '../words/say.ts';
import { isReached, type Judged } from './narrow.ts';
import { settledIn } from './plan.ts';
import { type Ended, noted } from './tasks.ts';
import type { Verified } from './verify.ts';

/** What became of a change of a saved plan that was not run: what it asks for was there already, or its object moved. */
export function resultsOfNotRun({ change, judgement }: Judged, verified: Verified): Result[] {
  if (judgement === 'valid') return [];
  const ended = judgement === 'already-done' ? confirmed(change, verified) : moved;
  const { kind, name, label, action, steps, source } = change;
  return steps.map((step) => ({
    kind,
    name,
    label,
    action,
    step: step.kind,
    attempts: 0,
    ...ended,
    ...(source ? { source } : {}),
  }));
}

const moved: Ended = { status: 'failed', ...noted(say('changed-by-others')), refusal: 'changed-meanwhile' };

/** One list said that it is so. The final reading decides; that something is gone is not believed without it. */
function confirmed(change: Change, verified: Verified): Ended {
  const note = say('was-so-already');
  if (verified.kind === 'read') {
    const holds = isReached(change, verified.input.readings, settledIn(verified.gathered));
    return holds ? { status: 'done', ...noted(note) } : elsewise;
  }
  if (change.action !== 'delete') return { status: 'done', ...noted(note) };
  const why = messageOf(verified.cause);
  return { status: 'not-attempted', ...noted(say('final-read-back-failed', { note, why })) };
}

const elsewise: Ended = {
  status: 'failed',
  ...noted(say('final-shows-else', { note: say('was-so-already') })),
  refusal: 'changed-meanwhile',
};
