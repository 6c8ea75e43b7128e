// Commands of the pages that the test of the pages does not run, each with the reason. What another test runs is named.

export interface NotRun {
  /** The page in English; its Chinese twin is meant, too. */
  readonly page: string;
  /** The whole block, or its lines, that are left out. */
  readonly lines: RegExp;
  readonly reason: string;
  /** The test that runs it, word for word. */
  readonly runBy?: string;
}

const install = 'test/release/install.test.ts';
const ci = 'test/ci/page.test.ts';

export const notRun: readonly NotRun[] = [
  {
    page: 'README.md',
    lines:
      /^(?:sha256sum|npm install|npx kefu --version|mkdir -p ci\/kefu|cp kefu-|echo '|npm ci --prefix|ci\/kefu\/).*$/gm,
    reason: 'needs a downloaded release',
    runBy: install,
  },
  {
    page: 'README.md',
    lines:
      /^(?:npx kefu (?:emulator|plan|apply)|cp -R node_modules.*|cd quickstart|export KEFU_ENDPOINT=.*)$/gm,
    reason: 'needs a project with kefu in it, and two terminals',
    runBy: install,
  },
  {
    page: 'README.md',
    lines: /^docker run [\s\S]*? plan\n/gm,
    reason: 'no container engine: its arguments for kefu are run',
    runBy: install,
  },
  { page: 'README.md', lines: /^npm ci && npm run demo.*$/gm, reason: 'needs a clone', runBy: install },
  { page: 'README.md', lines: /^npm cit.*$/gm, reason: 'all tests, this one among them; CI runs just that' },
  {
    page: 'CONTRIBUTING.md',
    lines: /^npm ci .*$/gm,
    reason: 'CI begins with it; whether lock file and package.json agree is looked at',
    runBy: install,
  },
  {
    page: 'CONTRIBUTING.md',
    lines: /^(?:npm run build|npm test|npx vitest run|npm run check)\b.*$/gm,
    reason: 'builds and tests the project, as this test is run',
  },
  {
    page: 'docs/ci.md',
    lines: /^git fetch --quiet origin kefu-state\n[\s\S]*/g,
    reason: 'needs a remote',
    runBy: ci,
  },
  {
    page: 'docs/ci.md',
    lines: /^for file in kefu\.state\.json[\s\S]*/g,
    reason: 'needs a remote',
    runBy: ci,
  },
  {
    page: 'docs/emulator.md',
    lines: /^[\s\S]*\$URL[\s\S]*$/g,
    reason: 'they follow one another over all sections',
    runBy: 'test/emulator/control.test.ts',
  },
];
