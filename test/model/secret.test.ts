import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../src/model/secret.ts';

test('given a secret, expect it unseen as text, as JSON and under inspect, and whole where it is sent', () => {
  const secret = new Secret('hunter2');
  expect(`${secret}`).toBe('[redacted]');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}');
  expect(inspect({ secret })).toBe('{ secret: [redacted] }');
  expect(secret.reveal()).toBe('hunter2');
});
