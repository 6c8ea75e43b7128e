import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const program = resolve(import.meta.dirname, '../../node_modules/gitlab-ci-local/dist/index.js');
// What the program wants of Node.js 22.
const union = 'Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };';

/**
 * Holds a file against GitLab's own schema, its stages and needs against one another, and resolves to its jobs with when they run
 * in a pipeline of these variables. Rejects with what is wrong. `files` are those that it includes, by where they are read from.
 */
export async function gitlabJobsOf(
  file: string,
  variables: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-gitlab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [to, from] of Object.entries({ '.gitlab-ci.yml': file, ...files })) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(from, join(folder, to));
  }
  const run = promisify(execFile);
  await run('git', ['init', '--quiet', '--initial-branch=main', folder]);
  await run('git', ['-C', folder, 'remote', 'add', 'origin', 'https://gitlab.example.com/team/shop.git']);
  const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(union)}`,
    program,
    '--list-csv-all',
    ...given,
  ];
  const { stdout } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder },
  });
  const [, ...rows] = stdout.split('\n').filter((line) => line.includes(';'));
  return Object.fromEntries(
    rows.map((row) => row.split(';')).map(([name = '', , when = '']) => [name, when]),
  );
}
