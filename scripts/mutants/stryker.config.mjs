import { fileURLToPath } from 'node:url';
import { parts } from './parts.mjs';

const part = process.env.KEFU_MUTANTS_PART;
/** Names of files without their ending; none: all of the part. */
const only = (process.env.KEFU_MUTANTS_FILES ?? '').split(',').filter(Boolean);
const { mutate, tests } = parts[part];
const narrowed = mutate.flatMap((pattern) =>
  pattern.startsWith('!') ? [pattern] : only.map((name) => pattern.replace('*.ts', `${name}.ts`)),
);

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
  mutate: only.length > 0 ? narrowed : mutate,
  ...(tests === undefined ? bySimulation : byTests),
  coverageAnalysis: 'perTest',
  // A static mutant is in force only while its module is loaded, and the modules stay loaded.
  ignoreStatic: true,
  // Stryker would rewrite tsconfig.json with TypeScript's API, which TypeScript 7 no longer has; naming no file leaves it out.
  tsconfigFile: 'none.json',
  // What a sentence for people says is held by the snapshots of test/render, which are no part of this.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: ['/docs', '/dist', '/coverage', '/.git', '/reports'],
  incremental: true,
  incrementalFile: `node_modules/.cache/mutants/${part}.json`,
  tempDirName: `node_modules/.cache/mutants/sandbox-${part}`,
  concurrency: Number(process.env.KEFU_MUTANTS_AT_ONCE ?? 1),
  disableTypeChecks: false,
  dryRunTimeoutMinutes: 10,
  timeoutMS: tests === undefined ? 15_000 : 60_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `node_modules/.cache/mutants/${part}-report.json` },
  clearTextReporter: { logTests: false, allowColor: false, reportTests: false },
  warnings: { slow: false },
};
