import { beforeAll, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { requestsOf, type Strike, strikeOnce } from './built/strike.ts';
import { accounts, avatars, heirs, media, sends } from './world/workloads.ts';

// Every point is tried by `npm run reliability:strikes`; these are some of them, among them all that ever broke.

beforeAll(freshBuild);

const strikes: readonly (Omit<Strike, 'nth'> & { readonly nth: number | 'last' })[] = [
  { workload: accounts, width: 8, weapon: 'SIGKILL', phase: 'done', nth: 5 },
  { workload: avatars, width: 1, weapon: 'SIGKILL', phase: 'half', nth: 7 },
  { workload: heirs, width: 1, weapon: 'SIGKILL', phase: 'arrived', nth: 'last' },
  { workload: media, width: 8, weapon: 'SIGKILL', phase: 'done', nth: 6 },
  { workload: sends, width: 1, weapon: 'SIGKILL', phase: 'done', nth: 3 },
  { workload: accounts, width: 1, weapon: 'SIGINT', phase: 'done', nth: 7 },
  { workload: heirs, width: 8, weapon: 'SIGTERM', phase: 'answered', nth: 6 },
  // Left a file of the lock that was being given back.
  { workload: avatars, width: 1, weapon: 'double SIGINT', phase: 'answered', nth: 'last' },
];

test.each(strikes)(
  '$workload.name, width $width: $weapon at request $nth, $phase',
  async ({ nth, ...strike }) => {
    const { workload, width } = strike;
    const request = nth === 'last' ? await requestsOf(workload, width) : nth;
    expect(await strikeOnce({ ...strike, nth: request })).toEqual([]);
  },
);
