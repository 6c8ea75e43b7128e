// What kefu may use: limits that do not depend on the machine. Raise one only together with the reason why.

/** Files of dist/ and kilobytes (1000 bytes) of them that a start loads. */
export const loads = {
  // With the flags of V8 as they are at first, to load Node's own modules under, and one place for bytes that are read; and what
  // writes to stdout without a stream.
  '--version': { files: 1, kilobytes: 9 },
  // Its texts and what lays them out are files of their own: no other start loads them.
  // With what else exit code 1 stands for.
  '--help': { files: 5, kilobytes: 100 },
  // A kilobyte and a half of it is what lets node:fs/promises wait for its first use.
  validate: { files: 4, kilobytes: 364 },
  // With the sentences of plans and of messages in English, by key.
  'message render': { files: 18, kilobytes: 775 },
  // With the guards that count only what a list can show, and the inverse that tells others' work from kefu's.
  plan: { files: 10, kilobytes: 818 },
  // The parser of answers is a file of its own: it is compiled while the config is read. So is the report of a run that ends early,
  // which an apply of a fleet tells by, too.
  apply: { files: 19, kilobytes: 837 },
} as const;

/** Calls to WeChat, the token's included; a round is up to eight writes and the reading after them. */
export const calls = {
  planUnchanged: 2,
  /** Token, first reading, one reading before the rounds, and for 100 new accounts as many writes and 13 rounds. */
  applyHundredNew: 100 + 13 + 3,
  applyUnchanged: 3,
} as const;

/** Writes of the state file in an apply: two for each round, and the last. */
export const stateWrites = { applyHundredNew: 2 * 13 + 1 } as const;
