import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseRound, type Turn } from '../../src/engine/rounds.ts';

/** Objects with some steps each; an object may need others before it, so that there is never a circle. */
const plans = fc
  .array(
    fc.record({
      steps: fc.integer({ min: 1, max: 4 }),
      isDelete: fc.boolean(),
      isMade: fc.boolean(),
      keepsOnly: fc.boolean(),
      needs: fc.array(fc.nat(), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((objects) =>
    objects.flatMap(({ steps, isDelete, isMade, keepsOnly, needs }, index): Turn[] =>
      Array.from({ length: isDelete ? 1 : steps }, (_, position) => ({
        address: `o${index}`,
        isDelete,
        isLead: isMade && !isDelete && position === 0,
        isCall: !keepsOnly,
        // What is no delete can't wait for one: deletes come last.
        needs: [...new Set(needs.map((need) => need % (index + 1)))]
          .filter((need) => need < index && (isDelete || !objects[need]?.isDelete))
          .map((need) => `o${need}`),
      })),
    ),
  );

/** Runs rounds to the end; `fate` decides how each turn that is run ends. */
function walk(turns: readonly Turn[], width: number, fate: (turn: number) => 'done' | 'not-done' | 'again') {
  const ended: (Turn['ended'] | 'skipped')[] = turns.map(() => undefined);
  const rounds: number[][] = [];
  for (let round = 0; round < 500; round++) {
    const now = turns.map((turn, index) => ({
      ...turn,
      ended: ended[index] === 'skipped' ? ('not-done' as const) : ended[index],
    }));
    const { run, skip } = chooseRound(now, width);
    if (run.length === 0 && skip.length === 0) return { ended, rounds };
    for (const { turn } of skip) ended[turn] = 'skipped';
    if (run.length > 0) rounds.push([...run]);
    for (const turn of run) {
      const end = fate(turn);
      if (end !== 'again') ended[turn] = end;
    }
  }
  throw new Error('the rounds never end');
}

const width = fc.integer({ min: 1, max: 8 });
const fates = fc
  .infiniteStream(fc.constantFrom('done', 'done', 'done', 'not-done', 'again'))
  .map((stream) => {
    const left = { again: 20 };
    return () => {
      const fate = stream.next().value as 'done' | 'not-done' | 'again';
      if (fate === 'again' && left.again-- <= 0) return 'done';
      return fate;
    };
  });

describe('whatever the plan, the width and the fate of each step', () => {
  test('a round has at most so many calls, and never two steps of one object', () => {
    fc.assert(
      fc.property(plans, width, fates, (turns, most, fate) => {
        for (const round of walk(turns, most, fate).rounds) {
          expect(round.filter((turn) => turns[turn]?.isCall).length).toBeLessThanOrEqual(most);
          const addresses = round.map((turn) => turns[turn]?.address);
          expect(new Set(addresses).size).toBe(addresses.length);
        }
      }),
    );
  });

  test('every step ends; those of one object in their order', () => {
    fc.assert(
      fc.property(plans, width, fates, (turns, most, fate) => {
        const { ended, rounds } = walk(turns, most, fate);
        expect(ended.filter((end) => end === undefined)).toEqual([]);
        const order = rounds.flat();
        for (const [index, turn] of turns.entries()) {
          const before = turns.findIndex((other, at) => other.address === turn.address && at === index - 1);
          if (before >= 0 && order.includes(index)) {
            expect(order.indexOf(index)).toBeGreaterThan(order.lastIndexOf(before));
          }
        }
      }),
    );
  });

  test('deletes come after everything else', () => {
    fc.assert(
      fc.property(plans, width, fates, (turns, most, fate) => {
        const order = walk(turns, most, fate).rounds.flat();
        const firstDelete = order.findIndex((turn) => turns[turn]?.isDelete);
        const lastOther = order.findLastIndex((turn) => !turns[turn]?.isDelete);
        if (firstDelete >= 0) expect(firstDelete).toBeGreaterThan(lastOther);
      }),
    );
  });

  test('what needs an object runs after its last step, and is skipped when a step of it is not done', () => {
    fc.assert(
      fc.property(plans, width, fates, (turns, most, fate) => {
        const { ended, rounds } = walk(turns, most, fate);
        const roundOf = (turn: number) => rounds.findLastIndex((round) => round.includes(turn));
        for (const [index, { needs }] of turns.entries()) {
          const needed = [...turns.keys()].filter((turn) => needs.includes(turns[turn]?.address ?? ''));
          const isRun = rounds.some((round) => round.includes(index));
          const isComplete = needed.every((turn) => ended[turn] === 'done');
          if (!isComplete) expect(isRun).toBe(false);
          if (isRun) for (const turn of needed) expect(roundOf(turn)).toBeLessThan(roundOf(index));
        }
      }),
    );
  });

  test('nothing more happens to an object that was not made', () => {
    fc.assert(
      fc.property(plans, width, fates, (turns, most, fate) => {
        const { ended } = walk(turns, most, fate);
        for (const [index, { isLead, address }] of turns.entries()) {
          if (!isLead || ended[index] === 'done') continue;
          const later = turns.flatMap((turn, at) =>
            turn.address === address && at > index ? [ended[at]] : [],
          );
          expect(later.filter((end) => end !== 'skipped')).toEqual([]);
        }
      }),
    );
  });

  test('with nothing failing, as few rounds as the width and the longest object allow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        width,
        (objects, steps, most) => {
          const turns = Array.from({ length: objects }, (_, object) =>
            Array.from({ length: steps }, (__, step) => ({
              address: `o${object}`,
              isLead: step === 0,
              isDelete: false,
              isCall: true,
              needs: [],
            })),
          ).flat();
          const { rounds } = walk(turns, most, () => 'done');
          expect(rounds.length).toBeLessThanOrEqual(Math.ceil(objects / most) * steps);
        },
      ),
    );
  });
});
