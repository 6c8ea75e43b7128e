import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-validators.ts'],
    reporters: ['default', './test/support/tally.ts'],
    // Vitest's own choice leaves a core free, which on the two of CI is half of all: most tests wait for programs that they start.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
