import { expect, test } from 'vitest';
import { readStateText } from '../../src/backend/state-text.ts';
import { parseAnswer } from '../../src/wechat/answer.ts';

// A text that is as large as kefu reads is read in time that grows with it, and never ends in a fault of the language. What is
// quadratic takes a quarter of an hour for these; the runner's own limit tells that apart.

test('given an answer of one megabyte that is one string nothing closes, expect it refused', {
  timeout: 20_000,
}, () => {
  expect(parseAnswer(`{"errmsg":"${'\\"'.repeat(512 * 1024)}`).kind).toBe('unreadable');
});

test('given a state of fifteen megabytes that is one string, expect a refusal', {
  timeout: 20_000,
}, async () => {
  const text = JSON.stringify({
    version: 2,
    appId: 'x'.repeat(15_000_000),
    serial: 0,
    objects: {},
    intents: [],
  });
  await expect(readStateText(text, 'The state', [])).rejects.toMatchObject({ code: 'state-unreadable' });
});
