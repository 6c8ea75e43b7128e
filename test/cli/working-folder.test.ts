import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';

const main = resolve(import.meta.dirname, '../../dist/cli/main.js');

beforeAll(freshBuild);

// A terminal stays in a folder that a new checkout has replaced.
test
  .skipIf(process.platform === 'win32')
  .each(['plan', 'apply --auto-approve', 'validate', 'message list', 'state show'])(
  'kefu %s in a folder that is no longer there says so',
  (line) => {
    const folder = mkdtempSync(join(tmpdir(), 'kefu-gone-'));
    const script = `cd "$1" && rmdir "$1" && exec "$2" "$3" ${line}`;
    const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', folder, process.execPath, main], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      3,
      'error: The folder that kefu was started in is no longer there. [no-working-folder]\n  → Go into the folder again with `cd`, and run kefu there.\n',
    ]);
  },
);
