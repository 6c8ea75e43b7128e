import { fileURLToPath } from 'node:url';

/** A file of the name of the run, what to change, and whether the simulated world tries it; see `mutants.mjs`. */
const { name, mutate, simulated } = JSON.parse(process.env.KEFU_MUTANTS_RUN);

const byTests = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutants/vitest.config.mjs', related: false },
};

const bySimulation = {
  testRunner: 'simulated',
  plugins: [fileURLToPath(new URL('./simulated.mjs', import.meta.url))],
};

export default {
  mutate,
  ...(simulated ? bySimulation : byTests),
  coverageAnalysis: 'perTest',
  // A static mutant is in force only while its module is loaded, and the modules stay loaded.
  ignoreStatic: true,
  // Stryker would rewrite tsconfig.json with TypeScript's API, which TypeScript 7 no longer has; naming no file leaves it out.
  tsconfigFile: 'none.json',
  // What a sentence for people says is held by the snapshots of test/render, which are no part of this.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: ['/docs', '/dist', '/coverage', '/.git', '/reports'],
  incremental: true,
  incrementalFile: `node_modules/.cache/mutants/${name}.json`,
  tempDirName: `node_modules/.cache/mutants/sandbox-${name}`,
  concurrency: Number(process.env.KEFU_MUTANTS_AT_ONCE ?? 1),
  disableTypeChecks: false,
  dryRunTimeoutMinutes: 30,
  timeoutMS: 60_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `node_modules/.cache/mutants/${name}-report.json` },
  clearTextReporter: { logTests: false, allowColor: false, reportTests: false },
  warnings: { slow: false },
};
