import { defineConfig } from 'vitest/config';

// No global setup: the validators are made before Stryker copies the tree. The modules of src stay loaded from mutant to
// mutant, since the mutant in force is a value that each test file sets anew; loading them again takes longer than a test.
export default defineConfig({
  test: {
    include: JSON.parse(process.env.KEFU_MUTANTS_RUN ?? '{}').tests,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
