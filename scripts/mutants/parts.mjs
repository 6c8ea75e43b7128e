/** What is mutated, in five parts, and the fast tests in one process that are to notice it; without tests the simulated world is. */
export const parts = {
  engine: {
    mutate: ['src/engine/*.ts', '!src/engine/guards.ts', '!src/engine/shrunk.ts'],
  },
  kinds: {
    mutate: ['src/kinds/**/*.ts', '!src/kinds/account/guards.ts'],
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
