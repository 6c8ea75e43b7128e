import fc from 'fast-check';
import { answerCases } from '../cases/answers.ts';
import { configCases } from '../cases/configs.ts';
import { keptFileCases } from '../cases/kept-files.ts';
import { endureAnswers } from './answers.ts';
import { endureConfigs } from './configs.ts';
import type { Endurance } from './endure.ts';
import { endureKeptFiles, madeTexts } from './kept-files.ts';

/** What comes from outside, and the part of kefu that meets it. */
export const rooms = {
  configs: async () => room(configCases, endureConfigs),
  answers: async () => room(answerCases, endureAnswers),
  files: async () => room(keptFileCases(await madeTexts()), endureKeptFiles),
} as const;

export type RoomName = keyof typeof rooms;

interface Room {
  readonly cases: fc.Arbitrary<unknown>;
  start(): Promise<Endurance<unknown>>;
}

/** The room keeps to itself of which kind its cases are. */
function room<Case>(cases: fc.Arbitrary<Case>, start: () => Promise<Endurance<Case>>): Room {
  return { cases, start: start as () => Promise<Endurance<unknown>> };
}

/** What became of a share of cases. */
export interface Tally {
  taken: number;
  refused: number;
  /** Milliseconds, and which case it was. */
  slowest: { ms: number; at: number };
  /** Bytes that the process had at most, as the system counts them. */
  largest: number;
  /** What ended in anything but a refusal with a code or success. */
  faults: { at: number; what: string }[];
}

const chunk = 250;

/**
 * Meets so many cases, the same for the same seed; `begin` hears which one is next, and -1 while cases are made. The case at a place is made again by
 * {@link caseAt}.
 */
export async function meetCases(
  name: RoomName,
  seed: number,
  { from, count }: { readonly from: number; readonly count: number },
  begin: (at: number) => void,
): Promise<Tally> {
  const { cases, start } = await rooms[name]();
  const endurance = await start();
  const tally: Tally = { taken: 0, refused: 0, slowest: { ms: 0, at: from }, largest: 0, faults: [] };
  for (let first = from; first < from + count; first += chunk) {
    begin(-1);
    const share = sampled(cases, seed, first).slice(0, from + count - first);
    for (const [index, one] of share.entries()) {
      const at = first + index;
      begin(at);
      const began = performance.now();
      try {
        tally[await endurance.meet(one)] += 1;
      } catch (error) {
        tally.faults.push({
          at,
          what: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      const ms = performance.now() - began;
      if (ms > tally.slowest.ms) tally.slowest = { ms, at };
    }
    tally.largest = Math.max(tally.largest, process.memoryUsage.rss());
  }
  await endurance.end();
  return tally;
}

/** One case by its place, to look at it. */
export async function caseAt(name: RoomName, seed: number, at: number): Promise<unknown> {
  const { cases } = await rooms[name]();
  return sampled(cases, seed, at - (at % chunk))[at % chunk];
}

function sampled<Case>(cases: fc.Arbitrary<Case>, seed: number, first: number): Case[] {
  return fc.sample(cases, { seed: seed + first, numRuns: chunk });
}
