// Adds to package-lock.json the optional packages of other platforms that npm leaves out when the registry in use does not
// offer them; without an entry for each, npm ci refuses the lock file everywhere. Run it after npm install.
import { readFile, writeFile } from 'node:fs/promises';

const systems = ['android', 'darwin', 'freebsd', 'openharmony', 'win32', 'linux'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'arm'];

const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue;
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
    added.push(name);
  }
}
const root = lock.packages[''];
delete lock.packages[''];
const sorted = Object.entries(lock.packages).sort(([first], [second]) => first.localeCompare(second, 'en'));
lock.packages = Object.fromEntries([['', root], ...sorted]);
await writeFile('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'The lock file is complete.' : `Added:\n  ${added.join('\n  ')}`);

/** What npm needs to know to pass a package by: its version and the platform in its name. */
function platformEntry(name, version, dev) {
  const platform = name.split('/').at(-1);
  const system = systems.find((one) => platform.includes(one));
  const processor = processors.find((one) => platform.includes(`-${one}`));
  if (!/^\d/.test(version) || !system || !processor) {
    throw new Error(`${name}@${version}: its platform can't be read from its name`);
  }
  return {
    version,
    cpu: [processor],
    ...(dev ? { dev: true } : {}),
    ...(platform.includes('musl') ? { libc: ['musl'] } : {}),
    ...(platform.includes('gnu') ? { libc: ['glibc'] } : {}),
    optional: true,
    os: [system],
  };
}
