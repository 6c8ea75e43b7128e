// Merges the chunks of a split bundle. A split bundle has a chunk for every set of commands that share code, forty of them
// for `kefu plan`, and finding, reading and linking a file costs more than compiling a few kilobytes nobody needs. So what
// each of these starts needs beyond the one before becomes one file: every command, a config, an official account,
// calls. The files are CommonJS, which Node loads without its loader of ES modules; the library has an ES module in front.
import { rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

/** What is loaded together, from the source that begins it; each needs all that stand above. */
const groups = {
  command: 'src/cli/program.ts',
  config: 'src/cli/commands/validate.ts',
  account: 'src/cli/commands/plan.ts',
  parser: 'src/wechat/parser.ts',
  network: 'src/wechat/undici.ts',
};

/** Merges the bundle that esbuild wrote into `folder`, whose `metafile` is given; `target` and `externals` are those of the bundle. */
export async function mergeChunks(folder, { outputs }, { entryPoints, target, externals }) {
  const groupOf = groupsOf(outputs);
  const bundle = await rollup({
    input: Object.fromEntries(Object.keys(entryPoints).map((name) => [name, join(folder, `${name}.js`)])),
    external: (id) => isBuiltin(id) || externals.includes(id),
    // A chunk does nothing but define, so one of which nothing is used is left out.
    treeshake: { moduleSideEffects: (id, external) => !external && basename(id) === 'main.js' },
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await rm(folder, { recursive: true });
  const { output } = await bundle.write({
    dir: folder,
    format: 'cjs',
    // Libraries and Node's own modules are CommonJS as well.
    dynamicImportInCjs: false,
    interop: 'default',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    manualChunks: (id) => groupOf.get(relative(resolve('.'), id)),
    plugins: [{ name: 'minify', renderChunk: (code) => minified(code, target) }],
  });
  const library = output.find(({ name, isEntry }) => isEntry && name === 'index');
  await writeFile(join(folder, 'index.js'), `export { ${library.exports.join(', ')} } from './index.cjs';\n`);
}

/** The name of the group of each output file, by its path. */
function groupsOf(outputs) {
  const groupOf = new Map();
  for (const [name, source] of Object.entries(groups)) {
    const begin = Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
    if (begin === undefined) throw new Error(`No chunk begins with ${source}`);
    for (const path of staticallyReached(begin, outputs)) if (!groupOf.has(path)) groupOf.set(path, name);
  }
  return groupOf;
}

function staticallyReached(begin, outputs) {
  const reached = new Set();
  const visit = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: imported, kind, external } of outputs[path].imports)
      if (kind === 'import-statement' && !external) visit(imported);
  };
  visit(begin);
  return reached;
}

/** Modules of Node that take long to load, and of which many a run uses nothing. */
const loadedWhenUsed = ['node:crypto', 'node:dns', 'node:fs/promises', 'node:os'];

/** With these modules loaded at their first use: whatever is asked of one goes to the real one. */
function withLateModules(code) {
  const required = new RegExp(`require\\('(${loadedWhenUsed.join('|')})'\\)`, 'g');
  return code.replace(required, (call) => `new Proxy({}, { get: (_, name) => ${call}[name] })`);
}

async function minified(code, target) {
  const { code: less } = await transform(withLateModules(code), {
    minify: true,
    format: 'cjs',
    target,
    legalComments: 'none',
  });
  return inAscii(less);
}

/** The minifier writes strings in ASCII, but not regular expressions; `\\uXXXX` says the same in both. */
function inAscii(code) {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
