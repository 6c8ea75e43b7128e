import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Failure } from '../../src/model/failure.ts';
import { parseErrmsg } from '../../src/wechat/errmsg.ts';
import type { Asked } from '../../src/wechat/errors.ts';
import { outcomeOf, stoppedBy, unprovedUpload } from '../../src/wechat/outcome-of.ts';
import { answerFault } from '../../src/wechat/transport-faults.ts';
import { say } from '../../src/words/en/guards.ts';
import { say as sayOfAnswers } from '../../src/words/en/wechat.ts';
import { told } from './opened.ts';

// What is concluded from the answer to one write, whatever it came through.

const add: Asked = { operation: 'add', account: accountId('alice', 'kftest') };
const send: Asked = { operation: 'send' };

const errcode = (code: number, errmsg = 'said') => ({
  kind: 'errcode' as const,
  errcode: code,
  errmsg: parseErrmsg(errmsg),
});

const fault = (more: { sent: boolean; passing: boolean }) => ({
  kind: 'fault' as const,
  fault: { code: 'cut-off', what: sayOfAnswers('answer-broke-off'), ...more },
});

test('an answer without an error is applied', () => {
  expect(outcomeOf(add, { kind: 'done', object: { errcode: 0 } })).toEqual({ kind: 'applied' });
  expect(outcomeOf(add, errcode(0))).toEqual({ kind: 'applied' });
});

describe('an answer that did not come', () => {
  test('the request left: unknown, with the cause, and no claim of a refusal', () => {
    const outcome = outcomeOf(add, fault({ sent: true, passing: true }));
    expect(outcome).toMatchObject({ kind: 'unknown', cause: { code: 'cut-off' } });
    expect(outcome).not.toHaveProperty('refused');
  });

  test('it never left, in passing: again after a second', () => {
    const outcome = outcomeOf(add, fault({ sent: false, passing: true }));
    expect(told(outcome)).toBe('not-applied cut-off retry');
    expect(outcome).toMatchObject({ waitMs: 1000 });
    expect(outcome).not.toHaveProperty('slower');
  });

  test('it never left, and will not: the run stops', () => {
    const outcome = outcomeOf(add, fault({ sent: false, passing: false }));
    expect(told(outcome)).toBe('not-applied cut-off stop');
    expect(outcome).not.toHaveProperty('waitMs');
  });
});

describe('an errcode that leaves the effect open', () => {
  test('busy says nothing of it', () => {
    const outcome = outcomeOf(add, errcode(-1));
    expect(outcome).toMatchObject({ kind: 'unknown', cause: { code: -1 } });
    expect(outcome).not.toHaveProperty('refused');
  });

  test.each([
    ['the account is there already', add, 65406],
    ['a fault of their own that WeChat does not document', add, 4],
    ['the same for a message, which nothing shows', send, 4],
  ])('%s: unknown, and WeChat claims a refusal', (_, asked, code) => {
    expect(outcomeOf(asked, errcode(code))).toMatchObject({
      kind: 'unknown',
      refused: true,
      cause: { code },
    });
  });
});

test('too fast: again after a minute, and slower', () => {
  const outcome = outcomeOf(send, errcode(45011));
  expect(told(outcome)).toBe('not-applied 45011 retry');
  expect(outcome).toMatchObject({ waitMs: 60_000, slower: true });
});

test.each([
  ['a token that was refused once more', 40001, 'stop'],
  ['a quota that is used up', 45009, 'stop'],
  ['a permission that is not there', 48001, 'stop'],
  ['a nickname that is not allowed', 65403, 'fail'],
])('%s (%i): %s', (_, code, then) => {
  const outcome = outcomeOf(add, errcode(code));
  expect(told(outcome)).toBe(`not-applied ${code} ${then}`);
  expect(outcome).not.toHaveProperty('waitMs');
});

test('a delete that wants the other HTTP method fails when that was tried, too', () => {
  expect(told(outcomeOf({ operation: 'delete' }, errcode(43002)))).toBe('not-applied 43002 fail');
});

describe('a write whose token could not be had', () => {
  const stopped = (kind: Failure['kind'], code: string, hint?: string) =>
    stoppedBy(new Failure(kind, code, 'WeChat refused the token.', { hint }));

  test.each([
    ['40164', 40164],
    ['-1', -1],
    ['0', 0],
    ['connection-refused', 'connection-refused'],
    ['40164x', '40164x'],
    ['x40164', 'x40164'],
    ['-', '-'],
  ])('the code %s is told as %s', (code, as) => {
    const outcome = stopped('unreachable', code);
    expect(told(outcome)).toBe(`not-applied ${as} stop`);
    expect(outcome).toMatchObject({ cause: { code: as, message: 'WeChat refused the token.' } });
  });

  test.each(['auth', 'quota'] as const)('its kind is kept: %s', (kind) => {
    expect(stopped(kind, '40164')).toMatchObject({ cause: { kind } });
  });

  test.each(['config', 'unreachable', 'busy', 'stale'] as const)('no other kind is: %s', (kind) => {
    expect(stopped(kind, '40164')).not.toHaveProperty('cause.kind');
  });

  test('a hint is kept', () => {
    expect(stopped('auth', '40164', 'Allow the address.')).toMatchObject({
      cause: { hint: 'Allow the address.' },
    });
    expect(stopped('auth', '40164')).not.toHaveProperty('cause.hint');
  });

  test('so is how other languages say it', () => {
    const said = { message: say('no-account-left') };
    const failure = new Failure('auth', '40164', { message: 'WeChat refused the token.', said });
    expect(stoppedBy(failure)).toMatchObject({ cause: { said } });
    expect(stopped('auth', '40164')).not.toHaveProperty('cause.said');
  });
});

test('an upload that gave no id is unknown', () => {
  const outcome = unprovedUpload({ operation: 'upload-media', about: './day.png' });
  expect(outcome).toMatchObject({ kind: 'unknown', cause: { code: 'no-media-id' } });
  expect(outcome.cause.message).toContain('media_id');
});

test('a fault found in an answer was sent, and does not pass unless it says so', () => {
  const what = sayOfAnswers('answer-empty');
  expect(answerFault('x', what)).toMatchObject({ sent: true, passing: false });
  expect(answerFault('x', what, { passing: true })).toMatchObject({ sent: true, passing: true });
});
