import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/kinds.ts';
import { describeChanges } from '../../src/render/describe.ts';
import { type ApplyEvent, renderEvent } from '../../src/render/events.ts';
import { planFormats } from '../../src/render/formats.ts';
import { say } from '../../src/words/en/outcomes.ts';
import { english } from '../../src/words/en/words.ts';
import { toldAs } from '../../src/words/say.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { englishLeft } from '../words/english-left.ts';
import { givenIn } from '../words/given-in.ts';
import { context, plan } from './fixture.ts';
import { id } from './states.ts';

const inChinese = { ...context, words: chinese };

describe('what tools read is the same in every language', () => {
  test('the fingerprints of findings', () => {
    const fingerprints = (text: string) =>
      JSON.parse(text).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const ours = fingerprints(planFormats['gitlab-codequality'](plan, inChinese));
    expect(ours).toEqual(fingerprints(planFormats['gitlab-codequality'](plan, context)));
    expect(new Set(ours).size).toBe(plan.guards.length + plan.diagnostics.length);
  });

  test.each(['markdown', 'github-summary'] as const)('the digests of a plan in %s', (format) => {
    const digests = (text: string) => text.match(/sha256:[0-9a-f]{64}/gu);
    expect(digests(planFormats[format](plan, inChinese))).toEqual(
      digests(planFormats[format](plan, context)),
    );
  });

  const said = { at: 0, officialAccount: 'shop-cn' };
  const object = { kind: 'kf_account', name: id('alice'), label: id('alice') };
  const step = { object, step: 'upload-avatar', action: 'update', attempts: 1, index: 1, total: 2 } as const;
  const eventsIn = (words: typeof chinese): ApplyEvent[] => [
    { ...said, kind: 'version', kefuVersion: '0.1.0' },
    ...describeChanges(plan, kinds, words).map((described) => ({
      ...said,
      kind: 'planned-change' as const,
      described,
    })),
    { ...said, kind: 'progress', progress: { kind: 'started', total: 2 } },
    { ...said, kind: 'progress', progress: { kind: 'step-started', ...step } },
    { ...said, kind: 'progress', progress: { kind: 'step-ended', ...step, status: 'unknown' } },
    {
      ...said,
      kind: 'progress',
      progress: { kind: 'waiting', seconds: 5, ...toldAs({ reason: say('no-answer') }) },
    },
    { ...said, kind: 'progress', progress: { kind: 'reading-back' } },
    ...plan.diagnostics.map((diagnostic) => ({ ...said, kind: 'diagnostic' as const, diagnostic })),
    { ...said, kind: 'planned', plan },
  ];
  const told = (words: typeof chinese) =>
    eventsIn(words).map((event) => JSON.parse(renderEvent(event, kinds, words)));

  test('events but for their sentences, which are in the language chosen', () => {
    const forTools = ({ '@message': _, diagnostic, ...event }: Record<string, unknown>) => ({
      ...event,
      ...(diagnostic ? { diagnostic: { ...diagnostic, summary: '', detail: '' } } : {}),
    });
    const ours = told(chinese);
    expect(ours.map(forTools)).toEqual(told(english).map(forTools));
    for (const { '@message': message, diagnostic, said: values } of ours) {
      const given = givenIn(diagnostic?.said ?? values);
      expect(englishLeft(`${message} ${diagnostic?.detail ?? ''}`, given)).toEqual([]);
    }
  });
});
