// The commands of the README, word for word, in the hands of somebody who has nothing but the release.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { commandsIn, downloaded, root, shell } from './packed.ts';

const release = downloaded();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Each README by its headings and the language of its reader, and what it then hears. */
const readmes = [
  {
    page: 'README.md',
    sections: ['Install', 'Try it'],
    lang: 'en_US.UTF-8',
    planned: '\nPlan: 3 to add, 0 to change, 0 to destroy.',
    applied: '\nRead back: 3 managed accounts are as the config says.',
    demo: '\nNo changes.',
  },
  {
    page: 'README.zh-CN.md',
    sections: ['安装', '试一试'],
    lang: 'zh_CN.UTF-8',
    planned: '\n计划：新增 3，修改 0，删除 0。',
    applied: '\n回读核对：3 个受管账号与配置一致。',
    demo: '\n无变更。',
  },
] as const;

test('expect both READMEs to say the same commands, for this version', () => {
  const [install, start] = readmes[0].sections.map((section) => commandsIn('README.md', section));
  expect([install?.length, start?.length]).toEqual([4, 3]);
  const withoutRemarks = (blocks: readonly string[] = []) =>
    blocks.map((block) => block.replaceAll(/ +#.*/g, ''));
  const [chineseInstall, chineseStart] = readmes[1].sections.map((section) =>
    commandsIn('README.zh-CN.md', section),
  );
  expect(chineseInstall).toEqual(install);
  expect(withoutRemarks(chineseStart)).toEqual(withoutRemarks(start));
  const names = [...(install ?? []).join('').matchAll(/kefu-[\d.]+\.tgz/g)].map(([name]) => name);
  expect(new Set(names)).toEqual(new Set([`kefu-${version}.tgz`]));
});

describe('given a fresh folder with the release installed as the README says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-fresh-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    for (const name of [basename(release.tarball()), 'SHA256SUMS'])
      cpSync(join(release.folder, name), join(folder, name));
    const [project = ''] = commandsIn('README.md', 'Install');
    expect(shell(project, folder)).toMatch(new RegExp(`: OK\n[\\s\\S]*^${version}\n$`, 'm'));
  }, 180_000);

  test.each(readmes)(
    'expect the quick start of $page to work as it stands',
    async (readme) => {
      const { page, sections, lang, planned, applied } = readme;
      const [terminal = '', other = ''] = commandsIn(page, sections[1]);
      const { KEFU_APP_SECRET: secret } = await startedEmulator(terminal.trim(), folder);
      rmSync(join(folder, 'quickstart'), { recursive: true, force: true });
      // The person copies the secret, and answers the question of apply in a terminal.
      const typed = other.replace('…', secret ?? '').replace('npx kefu apply', applyInTerminal);
      const said = shell(typed, folder, { LANG: lang });
      expect(said).toContain(planned);
      expect(said.replaceAll('\r', '')).toContain(applied);
      expect(existsSync(join(folder, 'quickstart/kefu.state.json'))).toBe(true);

      expectSchemasOf(join(folder, 'quickstart'), 1);
    },
    180_000,
  );

  test('expect editors to find the schema of each config: of init in a project, of the examples where they lie', () => {
    expect(shell('npx kefu init mine/kefu.yaml && head -n 1 mine/kefu.yaml', folder)).toContain(
      '# yaml-language-server: $schema=../node_modules/kefu/schemas/config.schema.json\n',
    );
    expectSchemasOf(join(folder, 'mine'), 1);
    const installed = join(folder, 'node_modules/kefu');
    shell('npx kefu init node_modules/kefu/examples/mine/kefu.yaml', folder);
    expectSchemasOf(join(installed, 'examples'), 8);
    expectSchemasOf(join(root, 'examples'), 7);
    shell(
      `'${process.execPath}' '${join(root, 'dist/cli/main.js')}' init '${folder}/of-a-clone/kefu.yaml'`,
      tmpdir(),
    );
    expectSchemasOf(join(folder, 'of-a-clone'), 1);
  }, 60_000);

  test.each(readmes)(
    'expect its line for the image in $page to plan, by a container engine that runs what is installed',
    async (readme) => {
      const { page, sections, lang, planned } = readme;
      const work = mkdtempSync(join(tmpdir(), 'kefu-image-'));
      onTestFinished(() => rmSync(work, { recursive: true, force: true }));
      cpSync(join(root, 'examples/quickstart'), work, { recursive: true });
      mkdirSync(join(work, 'state'));
      const kefu = join(folder, 'node_modules/.bin/kefu');
      const env = await startedEmulator(`'${kefu}' emulator --port 0`, work);
      const block = commandsIn(page, sections[0]).find((text) => text.startsWith('docker run')) ?? '';
      const said = shell(`${dockerFor(kefu, join(work, 'state'))}\n${block}`, work, { LANG: lang, ...env });
      expect(said).toContain(planned);
    },
    60_000,
  );
});

/** Expects that the first line of each config below the folder leads to the schema, as an editor finds it. */
function expectSchemasOf(folder: string, count: number): void {
  const schema = readFileSync(join(root, 'schemas/config.schema.json'), 'utf8');
  const configs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .filter((file) => readFileSync(file, 'utf8').startsWith('# yaml-language-server: '));
  for (const file of configs) {
    const [, address = ''] =
      /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? [];
    expect(readFileSync(new URL(address, pathToFileURL(file)), 'utf8'), file).toBe(schema);
  }
  expect(configs).toHaveLength(count);
}

/** A `docker run` for this test: what is mounted at /work and /state is where it lies, the image is what is installed. */
function dockerFor(kefu: string, state: string): string {
  const image = readFileSync(join(root, 'Dockerfile'), 'utf8');
  expect(image).toMatch(/^WORKDIR \/work\n[\s\S]*^ENTRYPOINT \["kefu"\]$/m);
  return `docker() {
  local work='' options=()
  [ "$1" = run ] && shift
  while [[ "$1" == --* ]]; do
    case "$1" in
      --rm | --read-only) shift ;;
      --volume) [[ "$2" == *:/work:ro ]] && work="\${2%:/work:ro}"; [[ "$2" == *:/work:ro || "$2" == *:/state ]] || return 125; shift 2 ;;
      --env) [[ "$2" == *=* ]] && options+=("\${2//\\/state\\//'${state}'/}"); [[ "$2" == *=* || -n "\${!2}" ]] || return 125; shift 2 ;;
      *) return 125 ;;
    esac
  done
  [ "$1" = IMAGE ] && cd "$work" && env "\${options[@]}" '${kefu}' "\${@:2}"
}`;
}

/** Starts the emulator with a command line, until the test ends; resolves to the variables that it prints. */
async function startedEmulator(command: string, cwd: string): Promise<Record<string, string>> {
  const emulator = spawn('bash', ['-c', `exec ${command}`], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    if (emulator.pid !== undefined) process.kill(-emulator.pid);
  });
  return new Promise((told, failed) => {
    emulator.once('exit', () => failed(new Error('the emulator ended; is its port taken?')));
    createInterface(emulator.stdout).on('line', (line) => {
      const [, url, secret] = /KEFU_ENDPOINT=(\S+) KEFU_APP_SECRET=(\S+)/.exec(line) ?? [];
      if (url !== undefined && secret !== undefined) told({ KEFU_ENDPOINT: url, KEFU_APP_SECRET: secret });
    });
  });
}

test('given a clone, expect the one line of both READMEs to install what is locked, to build, and to show the main job', () => {
  const clone = mkdtempSync(join(tmpdir(), 'kefu-clone-'));
  onTestFinished(() => rmSync(clone, { recursive: true, force: true, maxRetries: 5 }));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  for (const file of files.filter((name) => name !== '' && !name.startsWith('test/')))
    cpSync(join(root, file), join(clone, file));
  for (const { page, sections, lang, planned, demo } of readmes) {
    const [line = ''] = /^npm ci && .*$/m.exec(commandsIn(page, sections[1]).at(-1) ?? '') ?? [];
    // The same line in another language builds the same: what is built only speaks it.
    const typed = page === 'README.md' ? line : 'node scripts/demo.mjs';
    const said = shell(typed, clone, { LANG: lang }, 400_000);
    expect(said).toContain(planned);
    expect(said).toContain(demo);
    expect(line).toContain(demo.trim());
  }
}, 600_000);

const applyInTerminal = `NO_COLOR=1 python3 '${join(import.meta.dirname, 'answer-yes.py')}' npx kefu apply`;

test('given CI, expect exactly the locked files to be installed, and a tarball with another hash to be refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-repository-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  shell(`cp '${release.tarball()}' .`, folder);
  const [, once = '', pipeline = ''] = commandsIn('README.md', 'Install');
  shell(once, folder);
  const lock = JSON.parse(readFileSync(join(folder, 'ci/kefu/package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  expect(lock.packages['node_modules/kefu']).toMatchObject({
    resolved: `file:kefu-${version}.tgz`,
    integrity: expect.stringMatching(/^sha512-/),
  });
  expect(lock.packages['node_modules/sharp']?.integrity).toMatch(/^sha512-/);

  rmSync(join(folder, 'ci/kefu/node_modules'), { recursive: true });
  expect(shell(pipeline, folder)).toMatch(new RegExp(`^${version}$`, 'm'));

  rmSync(join(folder, 'ci/kefu/node_modules'), { recursive: true });
  // npm takes from its cache what has the hash of the lock file, so here the lock file is that of another tarball.
  const locked = lock.packages['node_modules/kefu']?.integrity ?? '';
  const another = `sha512-${createHash('sha512').update('another tarball').digest('base64')}`;
  const file = join(folder, 'ci/kefu/package-lock.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(locked, another));
  expect(() => shell(pipeline, folder, { npm_config_offline: 'true' })).toThrow(/EINTEGRITY/);
  // What npm had unpacked by then it may leave behind; nothing is linked that a pipeline could run.
  expect(existsSync(join(folder, 'ci/kefu/node_modules/.bin/kefu'))).toBe(false);
}, 180_000);

test('given a global installation, expect init to name a schema that is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu global-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const prefix = join(folder, 'prefix');
  const [, command = ''] =
    /`(npm install --global [^`]+)`/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  shell(`${command} && '${prefix}/bin/kefu' init '${folder}/kefu.yaml'`, release.folder, {
    npm_config_prefix: prefix,
  });
  const [, address = ''] = /\$schema=(\S+)\n/.exec(readFileSync(join(folder, 'kefu.yaml'), 'utf8')) ?? [];
  expect(address).toContain(`/lib/node_modules/kefu/schemas/config.schema.json`);
  expect(JSON.parse(readFileSync(new URL(address), 'utf8'))).toHaveProperty('properties.officialAccount');
}, 120_000);
