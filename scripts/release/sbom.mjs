// The bill of materials of what people install, as CycloneDX: what is in the bundle, and what npm installs beside it. npm
// writes it from package-lock.json; here it is narrowed to what is shipped, and freed of what differs from run to run.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** The document for a folder with package-lock.json and a built dist/. */
export async function sbomOf(folder) {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
  const whole = JSON.parse(await run('npm', args, { cwd: folder }));
  const bundled = await bundledIn(folder);
  const isShipped = ({ name, version, properties }) =>
    bundled.has(`${name} ${version}`) ||
    !properties.some((one) => one.name === 'cdx:npm:package:development');
  const components = whole.components.filter(isShipped);
  const refs = new Set(components.map((component) => component['bom-ref']));
  const { serialNumber: _, ...rest } = whole;
  const { timestamp: __, ...metadata } = whole.metadata;
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const root = { ...metadata.component, name };
  return {
    ...rest,
    metadata: { ...metadata, component: root },
    components: components.map((component) => ({
      ...component,
      scope: bundled.has(`${component.name} ${component.version}`) ? 'required' : 'optional',
    })),
    dependencies: [
      { ref: `${name}@${version}`, dependsOn: [...refs].sort() },
      ...whole.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
    ],
  };
}

/** Name and version of each package in the bundle, from the headings of its licence texts. */
async function bundledIn(folder) {
  const text = await readFile(`${folder}/dist/LICENSES.txt`, 'utf8');
  return new Set(text.split(/\n-{80}\n\n/).map((part) => /^(\S+ \S+) \(/.exec(part)[1]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await sbomOf('.'), null, 2)}\n`);
}
