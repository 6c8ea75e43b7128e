import { expect, test } from 'vitest';
import { plan } from './fixture.ts';

test('the fixture plan holds every kind of change, every reason and every guard', () => {
  expect(plan.mediaChanges.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    'upload-media gone',
    'upload-media not_recorded',
    'refresh-media expires',
    'delete-media unused',
  ]);
  expect(new Set(plan.templateChanges.map(({ action }) => action)).size).toBe(3);
  expect(plan.mediaFound).toHaveLength(1);
  const kinds = new Set(plan.accountChanges.flatMap(({ changes }) => changes.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual([
    'create-account',
    'delete-account',
    'invite-worker',
    'set-protection',
    'update-account',
    'upload-avatar',
  ]);
  expect([...new Set(plan.accountChanges.map(({ reason }) => reason))].sort()).toEqual([
    'config_changed',
    'declared_absent',
    'drift',
    'not_live',
    'replaced',
    'unmanaged_delete',
  ]);
  expect(plan.guards.map(({ code }) => code).sort()).toEqual([
    'account-limit',
    'appid-mismatch',
    'desired-shrunk',
    'empty-desired',
    'last-account',
    'live-shrunk',
    'max-deletes',
    'protected',
    'rename-suspected',
    'serving-customers',
    'suffix-mismatch',
  ]);
  for (const list of [
    plan.drift,
    plan.pending,
    plan.unverifiable,
    plan.unmanaged,
    plan.consoleAccounts,
    plan.unchanged,
    plan.diagnostics,
    plan.convergence.remaining,
  ]) {
    expect(list).not.toEqual([]);
  }
});
