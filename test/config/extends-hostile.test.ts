import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import { createSharedReader } from '../../src/config/shared-files.ts';
import { type Diagnostic, faultKey } from '../../src/model/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

const policy = 'policy: { maxDeletes: 2 }\n';

function extending(paths: string): string {
  return `extends: ${paths}\n${configWith({ alice: '{ nickname: 小美 }' })}`;
}

async function told(cwd: string, file = 'shop/a.yaml', env: Record<string, string> = {}) {
  const result = await checkConfig(file, { cwd, env });
  return (result.ok ? result.warnings : result.diagnostics).map(place);
}

function place({ code, range }: Diagnostic): string {
  return range ? `${code} ${range.file}:${range.line}:${range.column}` : code;
}

describe('which files', () => {
  test.each([
    ['[../../outside.yaml]', 'file-outside'],
    ['[/etc/hosts.yaml]', 'file-outside'],
    ['[~/base.yaml]', 'file-path'],
    ['["https://example.com/base.yaml"]', 'file-path'],
    ['[missing.yaml]', 'file-not-found'],
    ['[folder.yaml]', 'file-kind'],
    ['[fifo.yaml]', 'file-kind'],
    ['[zero.yaml]', 'file-outside'],
    ['[link-out.yaml]', 'file-outside'],
    ['[huge.yaml]', 'file-too-large'],
    ['[../../repo/.env]', 'extends-form'],
    ['""', 'extends-form'],
    ['null', 'extends-form'],
    ['{ a: b }', 'extends-form'],
    ['[[base.yaml]]', 'extends-form'],
    ['[base.yaml, ./base.yaml]', 'extends-twice'],
    ['[base.yaml, BASE.yaml]', 'file-not-found'],
  ])('given extends: %s, expect one fault %s at the entry, and nothing hangs', async (paths, code) => {
    const folder = await folderWith({
      'outside.yaml': policy,
      'repo/shop/base.yaml': policy,
      'repo/shop/a.yaml': extending(paths),
      'repo/shop/huge.yaml': `# ${'x'.repeat(300_000)}\n`,
    });
    const shop = join(folder, 'repo/shop');
    await mkdir(join(shop, 'folder.yaml'));
    execFileSync('mkfifo', [join(shop, 'fifo.yaml')]);
    await symlink('/dev/zero', join(shop, 'zero.yaml'));
    await symlink('../../outside.yaml', join(shop, 'link-out.yaml'));
    const faults = await told(join(folder, 'repo'));
    expect(faults.length, String(faults)).toBe(1);
    expect(faults[0]).toMatch(new RegExp(`^${code} shop/a.yaml:1:`));
  });

  test('given a base beside the folder, expect it where the operator runs kefu above both or allows the folder', async () => {
    const cwd = await folderWith({ 'shop/a.yaml': extending('[../base.yaml]'), 'base.yaml': policy });
    expect(await told(cwd)).toEqual([]);
    expect(await told(join(cwd, 'shop'), 'a.yaml')).toEqual(['file-outside a.yaml:1:11']);
    expect(await told(join(cwd, 'shop'), 'a.yaml', { KEFU_ALLOW_PATHS: '..' })).toEqual([]);
    // A home folder is where everything lies; to be in it says nothing.
    expect(await told(cwd, 'shop/a.yaml', { HOME: cwd })).toEqual(['file-outside shop/a.yaml:1:11']);
  });

  test('given a base that is no YAML as kefu takes it, expect its own faults at their places', async () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`;
    const cwd = await folderWith({
      'shop/a.yaml': extending('[bomb.yaml, deep.yaml, twice.yaml, list.yaml, empty.yaml, bytes.yaml]'),
      'shop/bomb.yaml': bomb,
      'shop/deep.yaml': `a: ${'['.repeat(100)}\n`,
      'shop/twice.yaml': 'policy: {}\npolicy: {}\n',
      'shop/list.yaml': '- a\n',
      'shop/empty.yaml': '# nothing\n',
      'shop/bytes.yaml': Buffer.from([0x61, 0x3a, 0xff, 0xfe, 0x0a]),
    });
    const faults = await told(cwd);
    expect(faults).toEqual(
      expect.arrayContaining([
        'yaml-feature shop/bomb.yaml:1:7',
        expect.stringMatching(/^yaml-too-deep shop\/deep.yaml:1:/),
        'duplicate-key shop/twice.yaml:2:1',
        'empty-config shop/empty.yaml:1:1',
        expect.stringMatching(/^not-utf8 shop\/bytes.yaml/),
      ]),
    );
    const list = await folderWith({ 'shop/a.yaml': extending('list.yaml'), 'shop/list.yaml': '- a\n' });
    expect(await told(list)).toEqual(['wrong-type shop/list.yaml:1:1']);
  });

  test('given a base of another version, expect a fault there', async () => {
    const cwd = await folderWith({ 'shop/a.yaml': extending('[b.yaml]'), 'shop/b.yaml': 'version: 2\n' });
    expect(await told(cwd)).toEqual(['unknown-value shop/b.yaml:1:10']);
  });
});

describe('how many, and in which circles', () => {
  test('given a thousand entries, expect one fault', async () => {
    const paths = `[${Array.from({ length: 1000 }, (_, index) => `b${index}.yaml`).join(', ')}]`;
    const cwd = await folderWith({ 'shop/a.yaml': extending(paths) });
    expect(await told(cwd)).toEqual(['extends-too-many shop/a.yaml:1:1']);
  });

  test('given a fan of files that each extend thirty others, expect one fault and no endless reading', async () => {
    const list = (from: number) =>
      `extends: [${Array.from({ length: 30 }, (_, index) => `f${from + index}.yaml`).join(', ')}]\n`;
    const files: Record<string, string> = { 'shop/a.yaml': extending('[f0.yaml]') };
    for (let index = 0; index < 100; index += 1) files[`shop/f${index}.yaml`] = list(index + 1);
    const faults = await told(await folderWith(files));
    expect(faults).toEqual([expect.stringMatching(/^extends-too-many shop\/f\d+\.yaml:1:/)]);
  });

  test('given a chain, expect eight to be enough and a ninth to be refused', async () => {
    const chain = (length: number) => {
      const files: Record<string, string> = { 'shop/a.yaml': extending('c1.yaml') };
      for (let index = 1; index < length; index += 1)
        files[`shop/c${index}.yaml`] = `extends: c${index + 1}.yaml\n`;
      files[`shop/c${length}.yaml`] = policy;
      return folderWith(files);
    };
    expect(await told(await chain(8))).toEqual([]);
    expect(await told(await chain(9))).toEqual(['extends-too-many shop/c8.yaml:1:10']);
  });

  test('given files that extend themselves or each other, expect the way round at the entry that closes it', async () => {
    const itself = await folderWith({ 'shop/a.yaml': extending('[./a.yaml]') });
    expect(await told(itself)).toEqual(['extends-cycle shop/a.yaml:1:11']);
    const cwd = await folderWith({
      'shop/a.yaml': extending('[b.yaml]'),
      'shop/b.yaml': 'extends: c.yaml\n',
      'shop/c.yaml': 'extends: link.yaml\n',
    });
    await symlink('b.yaml', join(cwd, 'shop/link.yaml'));
    const result = await checkConfig('shop/a.yaml', { cwd, env: {} });
    if (result.ok) throw new Error('valid');
    expect(result.diagnostics.map(place)).toEqual(['extends-cycle shop/c.yaml:1:10']);
    expect(result.diagnostics[0]?.message).toContain('shop/b.yaml → shop/c.yaml → shop/link.yaml');
  });

  test('given a diamond, expect the shared file to be read once and its fault told once', async () => {
    const cwd = await folderWith({
      'shop/a.yaml': extending('[b.yaml, c.yaml]'),
      'shop/b.yaml': 'extends: d.yaml\n',
      'shop/c.yaml': 'extends: d.yaml\n',
      'shop/d.yaml': 'policy: { maxDeletes: many }\n',
    });
    expect(await told(cwd)).toEqual([expect.stringContaining('shop/d.yaml:1:23')]);
    const broken = await folderWith({
      'shop/a.yaml': extending('[b.yaml, c.yaml]'),
      'shop/b.yaml': 'extends: d.yaml\n',
      'shop/c.yaml': 'extends: d.yaml\n',
      'shop/d.yaml': 'policy: [\n',
    });
    expect((await told(broken)).filter((fault) => fault.includes('d.yaml')).length).toBe(1);
  });
});

describe('a fleet', () => {
  test('given many configs over one base, expect one parse of it for a run, and one fault that is the same for all', async () => {
    const shops = Array.from({ length: 20 }, (_, index) => `shop/s${index}.yaml`);
    const cwd = await folderWith({
      'shop/base.yaml': 'accounts:\n  night: { nickname: 夜班客服夜班客服夜班客服夜班客服夜班客服 }\n',
      ...Object.fromEntries(shops.map((name) => [name, extending('[base.yaml]')])),
    });
    const readShared = createSharedReader();
    const parts = new Set<unknown>();
    const counted: typeof readShared = async (found, shown) => {
      const part = await readShared(found, shown);
      parts.add(part);
      return part;
    };
    const results = await Promise.all(
      shops.map((file) => checkConfig(file, { cwd, env: {}, readShared: counted })),
    );
    const faults = results.flatMap((result) => (result.ok ? [] : result.diagnostics));
    expect(faults.length).toBe(20);
    expect([...new Set(faults.map(faultKey))]).toEqual(['nickname-too-long shop/base.yaml:2:22']);
    expect(parts.size).toBe(1);

    // Another file under the same name is read anew.
    await appendFile(join(cwd, 'shop/base.yaml'), 'policy: { maxDeletes: many }\n');
    await utimes(join(cwd, 'shop/base.yaml'), 1, 1);
    const again = await checkConfig('shop/s0.yaml', { cwd, env: {}, readShared: counted });
    expect(again.ok ? 0 : again.diagnostics.length).toBe(2);
  });
});
