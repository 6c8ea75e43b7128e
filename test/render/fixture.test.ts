import { expect, test } from 'vitest';
import { plan } from './fixture.ts';

const changesOf = (kind: string) => plan.changes.filter((change) => change.kind === kind);

test('the fixture plan holds every kind of step, every reason and every guard', () => {
  const media = changesOf('media').map(({ steps, reason }) => `${steps[0]?.kind} ${reason}`);
  expect(media.sort()).toEqual([
    'delete-media unused',
    'refresh-media expires',
    'upload-media gone',
    'upload-media not_recorded',
  ]);
  expect(new Set(changesOf('template').map(({ action }) => action)).size).toBe(3);
  expect(plan.found).toHaveLength(1);
  const accounts = changesOf('kf_account');
  const steps = new Set(accounts.flatMap((change) => change.steps.map(({ kind }) => kind)));
  expect([...steps].sort()).toEqual([
    'create-account',
    'delete-account',
    'invite-worker',
    'set-protection',
    'update-account',
    'upload-avatar',
  ]);
  expect([...new Set(accounts.map(({ reason }) => reason))].sort()).toEqual([
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
    'name-case-differs',
    'no-record',
    'protected',
    'rename-suspected',
    'serving-customers',
    'suffix-mismatch',
  ]);
  expect(new Set(plan.unmanaged.map(({ why }) => why))).toEqual(new Set(['policy', 'foreign', 'nameless']));
  expect(new Set(plan.drift.map(({ why }) => why))).toEqual(new Set(['elsewhere', 'record_old']));
  expect(plan.changes.flatMap(({ losses }) => losses.map(({ field }) => field))).toEqual(
    expect.arrayContaining(['kf_id', 'worker', 'avatar']),
  );
  for (const list of [
    plan.pending,
    plan.unverifiable,
    plan.stuck,
    plan.unchanged,
    plan.diagnostics,
    plan.convergence.remaining,
  ]) {
    expect(list).not.toEqual([]);
  }
});
