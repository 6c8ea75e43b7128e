import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowableGuards } from '../../src/kinds/allowable.ts';
import { startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { inShell, offeredByBash, offeredByFish, offeredByZsh, shellFolder } from './shells.ts';

const shells = { bash: offeredByBash, zsh: offeredByZsh, fish: offeredByFish } as const;
const guards = [...allowableGuards].sort();

const scripts: Record<string, string> = {};
let commands: string[] = [];

beforeAll(async () => {
  await freshBuild();
  const where = { cwd: tmpdir(), env: {} };
  for (const shell of Object.keys(shells)) {
    const { exit, out } = await startKefu(['completion', shell], where);
    expect(exit).toBe(0);
    scripts[shell] = out;
  }
  const { out } = await startKefu(['--help'], where);
  const list = out.slice(out.indexOf('Commands:'), out.indexOf('Exit codes:'));
  commands = [...list.matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
});

describe.each(Object.entries(shells))('in a real %s', (shell, offered) => {
  const offers = (line: string) => offered(scripts[shell] ?? '', line, shellFolder());

  test('given nothing yet, expect every command of the help', () => {
    expect(commands.length).toBeGreaterThan(8);
    expect(offers('kefu ')).toEqual(expect.arrayContaining(commands));
  });

  test('given the start of a command, expect it alone', () => {
    expect(offers('kefu expo')).toEqual(['export']);
  });

  test('given a dash, expect the flags of that command and no other', () => {
    const flags = offers('kefu plan --');
    expect(flags).toEqual(
      expect.arrayContaining(['--out', '--allow', '--detailed-exitcode', '--no-fetch-avatars']),
    );
    expect(flags.filter((flag) => /auto-approve|wechat-id/.test(flag))).toEqual([]);
  });

  test('given a flag that takes one of some words, expect those words', () => {
    expect(offers('kefu plan --allow ')).toEqual(guards);
    expect(offers('kefu apply -c shop-cn.yaml --allow ser')).toEqual(['serving-customers']);
    expect(offers('kefu completion ')).toEqual(['bash', 'fish', 'zsh']);
  });

  test('given a place where a path may stand, expect files, also with spaces', () => {
    const plain = offers('kefu plan --config shop').map((name) => name.replaceAll('\\', ''));
    expect(plain.sort()).toEqual(['shop hk.yaml', 'shop-cn.yaml']);
    expect(offers('kefu validate shop-')).toEqual(['shop-cn.yaml']);
  });

  test('given a place where nobody can guess, expect no files', () => {
    expect(offers('kefu plan --expires-in shop')).toEqual([]);
  });

  test('expect the shell to find no fault in the script', () => {
    expect(inShell(shell, ['-n', '-c', scripts[shell] ?? ''], shellFolder())).toBe('');
  });
});

test('given bash and a sign of equality, expect the values of the flag before it', () => {
  expect(offeredByBash(scripts.bash ?? '', 'kefu plan --allow=live', shellFolder())).toEqual(['live-shrunk']);
});

test('given a shell kefu does not know, expect to be told those it does', async () => {
  const { exit, err } = await startKefu(['completion', 'tcsh'], { cwd: tmpdir(), env: {} });
  expect(exit).toBe(3);
  expect(err).toContain('bash, zsh, fish');
});
