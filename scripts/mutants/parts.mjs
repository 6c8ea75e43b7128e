const stories = [
  'test/{cases,engine,faults,media}/*.test.ts',
  'test/saved-plans/{kept-only,others-work,overwritten-pictures,saved-plans,signed-plans}.test.ts',
  'test/field-cases/{names-that-differ-by-case,people-left-behind,values-in-review}.test.ts',
  'test/render/{events,in-every-language,same-changes,same-endings,speakers,told-everywhere}.test.ts',
  'test/files/inverse-in-the-way.test.ts',
];

/**
 * What is mutated, in five parts, and the fast tests in one process that are to notice it. What is `simulated` the simulated
 * world tries first, and the tests what it didn't notice.
 */
export const parts = {
  engine: {
    mutate: ['src/engine/*.ts', '!src/engine/guards.ts', '!src/engine/shrunk.ts'],
    simulated: true,
    tests: stories,
  },
  kinds: {
    mutate: ['src/kinds/**/*.ts', '!src/kinds/account/guards.ts'],
    simulated: true,
    tests: stories,
  },
  outcomes: {
    mutate: ['src/wechat/{classify,outcome-of,error-of-call,operation}.ts'],
    tests: ['test/wechat/{errcodes,outcome-of}.test.ts'],
  },
  guards: {
    mutate: ['src/engine/guards.ts', 'src/engine/shrunk.ts', 'src/kinds/account/guards.ts'],
    tests: ['test/engine/guards.test.ts'],
  },
  redaction: {
    mutate: ['src/config/mask.ts', 'src/model/secret.ts', 'src/wechat/excerpt.ts'],
    tests: [
      'test/wechat/{errmsg,unreadable}.test.ts',
      'test/config/mask.test.ts',
      'test/model/secret.test.ts',
    ],
  },
};
