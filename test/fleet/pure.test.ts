import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '../../src/fleet/in-order.ts';
import { haltOf, strictest, wavesOf } from '../../src/fleet/rollout.ts';
import { shardOf } from '../../src/fleet/shard.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { Failure } from '../../src/model/failure.ts';
import { nothingApplied, withApplied } from '../../src/model/fleet-totals.ts';
import { lexiconIn } from '../../src/render/lexicon.ts';
import { fleetReportSummary } from '../../src/render/summary.ts';
import { english } from '../../src/words/en/words.ts';
import { inEnglish } from '../../src/words/say.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';

it('all shards together are all official accounts, each once, and a new one moves no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.string(),
      (names, of, added) => {
        const parts = (all: readonly string[]) =>
          Array.from({ length: of }, (_, index) => shardOf(all, { part: index + 1, of }, (name) => name));
        expect(parts(names).flat().sort()).toEqual([...names].sort());
        const before = parts(names);
        const after = parts([...names, added]);
        for (const [index, part] of before.entries())
          expect(after[index]).toEqual(expect.arrayContaining(part));
      },
    ),
  );
});

it('waves keep the order and all members, and no wave has more changing members than its size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 60 }),
      fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      (changing, canary, waveSize) => {
        const members = changing.map((changes, index) => ({ changes, index }));
        const rollout = {
          ...(canary === undefined ? {} : { canary }),
          ...(waveSize === undefined ? {} : { waveSize }),
        };
        const waves = wavesOf(members, rollout, ({ changes }) => changes);
        expect(waves.flat()).toEqual(members);
        for (const [index, wave] of waves.entries()) {
          const most = (index === 0 ? (canary ?? waveSize) : waveSize) ?? members.length;
          expect(wave.filter(({ changes }) => changes).length).toBeLessThanOrEqual(most);
          expect(wave.length).toBeGreaterThan(0);
        }
      },
    ),
  );
});

it('tasks are yielded in their order, never more than the width at once, and results never pile up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 120 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, width) => {
        let running = 0;
        let most = 0;
        let begun = 0;
        let yielded = 0;
        let ahead = 0;
        const work = async (index: number) => {
          running += 1;
          begun += 1;
          most = Math.max(most, running);
          ahead = Math.max(ahead, begun - yielded);
          for (let turn = 0; turn < (delays[index] ?? 0); turn++) await Promise.resolve();
          running -= 1;
          return index;
        };
        const tasks = delays.map((_, index) => index);
        const results: number[] = [];
        for await (const ended of inOrder(tasks, { width }, work)) {
          yielded += 1;
          if (ended.begun) results.push(ended.result);
        }
        expect(results).toEqual(tasks);
        expect(most).toBeLessThanOrEqual(width);
        expect(ahead).toBeLessThanOrEqual(width * 8 + 1);
      },
    ),
    { numRuns: 50 },
  );
});

it('what may not begin is passed over, in its place', async () => {
  let begun = 0;
  const ended: boolean[] = [];
  for await (const one of inOrder([1, 2, 3, 4], { width: 1, mayBegin: () => begun < 2 }, async () => {
    begun += 1;
  })) {
    ended.push(one.begun);
  }
  expect(ended).toEqual([true, true, false, false]);
});

it('a rollout stops when failures pass the rate, --on-error stop at the first', () => {
  expect(haltOf({ ended: 10, failed: 1 }, { maxFailureRate: 0.1 }, 'continue')).toBeUndefined();
  const saidOf = (...asked: Parameters<typeof haltOf>) => {
    const halt = haltOf(...asked);
    return halt && inEnglish(halt);
  };
  expect(saidOf({ ended: 10, failed: 2 }, { maxFailureRate: 0.1 }, 'continue')).toContain('2 of the 10');
  const only = saidOf({ ended: 1, failed: 1 }, { maxFailureRate: 0 }, 'continue');
  expect(only).toMatch(/^the only official account applied so far failed, more than /);
  expect(haltOf({ ended: 10, failed: 10 }, {}, 'continue')).toBeUndefined();
  expect(saidOf({ ended: 10, failed: 1 }, {}, 'stop')).toContain('--on-error');
  expect(haltOf({ ended: 1, failed: 0 }, { maxFailureRate: 0 }, 'stop')).toBeUndefined();
});

it('of all configs of a run the most careful rollout holds', () => {
  expect(
    strictest([{ canary: 3 }, { canary: 1, waveSize: 20 }, {}, { maxFailureRate: 0.5, waveSize: 5 }]),
  ).toEqual({
    canary: 1,
    waveSize: 5,
    maxFailureRate: 0.5,
  });
  expect(strictest([{}, {}])).toEqual({});
});

it('given a shard without official accounts, or a fleet of which none could be planned, expect a sentence without counts', () => {
  const failure = new Failure('config', 'config-invalid', 'The config has faults.', {
    hint: 'Correct them.',
  });
  const allFailed = withApplied(nothingApplied, {
    configFile: 'a.yaml',
    name: 'a',
    kind: 'failed',
    failure,
  });
  const en = lexiconIn(english, kinds);
  const zh = lexiconIn(chinese, kinds);
  expect([nothingApplied, allFailed].map((totals) => fleetReportSummary(totals, en))).toEqual([
    'Apply complete!',
    'Apply incomplete.',
  ]);
  for (const totals of [nothingApplied, allFailed]) {
    expect(fleetReportSummary(totals, zh)).toMatch(/^\p{Script=Han}+[！。]$/u);
  }
});
