/** When the table below was last brought up to date. No clock that is right shows an earlier day. */
export const asOf = '2026-11-22';

/** The day after which a line of Node gets no more security fixes, as the Node.js project's release schedule has it. */
export const endOfLife: ReadonlyMap<number, string> = new Map([
  [20, '2026-04-30'],
  [21, '2024-06-01'],
  [22, '2027-04-30'],
  [23, '2025-06-01'],
  [24, '2028-04-30'],
  [25, '2026-06-01'],
  [26, '2029-04-30'],
]);

/** As `engines` in package.json has it. */
export const oldestNode = { major: 20, minor: 19 } as const;
