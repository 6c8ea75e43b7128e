import { expect, test } from 'vitest';
import { meetCases, type RoomName, rooms } from './endure/rooms.ts';

// A small share of what `npm run reliability:hostile` meets: whatever comes from outside ends in a refusal with a code, or in
// success, and never in a fault of the language.

test.each(Object.keys(rooms) as RoomName[])(
  'given hostile %s, expect each to be taken or refused',
  async (name) => {
    const { faults, taken, refused } = await meetCases(name, 1, { from: 0, count: 150 }, () => undefined);
    expect(faults).toEqual([]);
    expect(taken).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  },
);
