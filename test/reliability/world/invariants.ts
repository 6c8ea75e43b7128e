// The invariants, each a function that holds what kefu did and said against what the server knows. docs/reliability.md
// states them. Nothing here shares code with kefu's planner, comparison or verdict.
import {
  boundedWork,
  deletesLast,
  guardsBeforeEffects,
  nothingElsewhere,
  nothingUnplanned,
} from './invariants/effects.ts';
import type { Broken, Judged } from './invariants/judged.ts';
import { neverLost, noDuplicates } from './invariants/live.ts';
import { noMarkupFromData, noSecretInOutput } from './invariants/outputs.ts';
import { neverForgotten, takesBackItsOwn } from './invariants/records.ts';
import { truthfulReport } from './invariants/report.ts';
import { looksBeforeEachRound, noStaleOverwrite, writesToWhatIsListed } from './invariants/stale.ts';
import { soundVerdict } from './invariants/verdict.ts';

export type { Broken } from './invariants/judged.ts';
export { notAsWanted } from './invariants/live.ts';

const judges = [
  nothingUnplanned,
  guardsBeforeEffects,
  truthfulReport,
  soundVerdict,
  noDuplicates,
  noStaleOverwrite,
  looksBeforeEachRound,
  writesToWhatIsListed,
  neverLost,
  neverForgotten,
  takesBackItsOwn,
  deletesLast,
  noSecretInOutput,
  nothingElsewhere,
  noMarkupFromData,
  boundedWork,
];

/** What a run broke of all that is held in every run. */
export function brokenBy(judged: Judged): Broken[] {
  return judges.flatMap((judge) => judge(judged));
}
