import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/kinds.ts';
import { describeChanges } from '../../src/render/describe.ts';
import { type ApplyEvent, renderEvent } from '../../src/render/events.ts';
import { english } from '../../src/words/en/words.ts';
import { plan } from './fixture.ts';
import { report } from './report-fixture.ts';
import { id } from './states.ts';

const at = Date.UTC(2026, 10, 22, 8);
const said = { at, officialAccount: 'shop-cn' };
const alice = { kind: 'kf_account', name: id('alice'), label: id('alice') };
const promo = { kind: 'media', name: 'k'.repeat(64), label: './media/promo.jpg' };
const step = {
  object: alice,
  step: 'upload-avatar',
  action: 'update',
  attempts: 1,
  index: 1,
  total: 22,
} as const;
const upload = {
  object: promo,
  step: 'upload-media',
  action: 'create',
  attempts: 1,
  index: 2,
  total: 22,
} as const;

const events: readonly ApplyEvent[] = [
  { ...said, kind: 'version', kefuVersion: '0.1.0' },
  ...describeChanges(plan, kinds, english).map((described) => ({
    ...said,
    kind: 'planned-change' as const,
    described,
  })),
  { ...said, kind: 'planned', plan },
  { ...said, kind: 'progress', progress: { kind: 'started', total: 22 } },
  { ...said, kind: 'progress', progress: { kind: 'step-started', ...step } },
  { ...said, kind: 'progress', progress: { kind: 'step-started', ...upload } },
  {
    ...said,
    kind: 'progress',
    progress: { kind: 'waiting', reason: 'busy \u001b[31m::error::', seconds: 5 },
  },
  {
    ...said,
    kind: 'progress',
    elapsedSeconds: 12,
    progress: { kind: 'step-ended', ...step, status: 'done' },
  },
  { ...said, kind: 'progress', progress: { kind: 'step-ended', ...step, status: 'failed' } },
  { ...said, kind: 'progress', progress: { kind: 'step-ended', ...upload, status: 'unknown' } },
  { ...said, kind: 'progress', progress: { kind: 'reading-back' } },
  ...plan.diagnostics.map((diagnostic) => ({ ...said, kind: 'diagnostic' as const, diagnostic })),
  { ...said, kind: 'ended', report },
];

describe('given the events of an apply', () => {
  test('each is one line in the shape of Terraform’s machine-readable UI', async () => {
    const lines = events.map((event) => renderEvent(event, kinds));
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toMatchObject({
        '@level': expect.stringMatching(/^(?:info|warn|error)$/),
        '@message': expect.any(String),
        '@module': 'kefu.ui',
        '@timestamp': '2026-11-22T08:00:00.000Z',
        type: expect.stringMatching(
          /^(?:version|log|planned_change|change_summary|apply_start|apply_progress|apply_complete|apply_errored|diagnostic)$/,
        ),
      });
    }
    await expect(lines.join('')).toMatchFileSnapshot(
      join(import.meta.dirname, '__snapshots__', 'apply.events.jsonl'),
    );
  });
});
