// Builds dist/: the validators from the schemas, then the CLI and the library as one split bundle, then the types.
// Commands and heavy libraries become chunks of their own, loaded when a command needs them.
import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { buildTypes } from './build-types.mjs';
import { buildValidators } from './build-validators.mjs';
import { bundledLicences } from './bundled-licences.mjs';
import { mergeChunks } from './merge-chunks.mjs';

await buildValidators();
// People copy the quick start: its first line leads to a schema of its own.
await copyFile('schemas/config.schema.json', 'examples/quickstart/config.schema.json');
await rm('dist', { recursive: true, force: true });
await rm('.cache', { recursive: true, force: true });
const entryPoints = { program: 'src/cli/program.ts', index: 'src/index.ts' };
/** What is not bundled: compiled for each machine, or parts of pg for other runtimes. */
const externals = ['sharp', 'pg-native', 'pg-cloudflare'];
const target = 'node20.19';
const { metafile } = await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target,
  external: externals,
  // A package counts as where it lies, not where a link leads: the names of chunks are made from paths too.
  preserveSymlinks: true,
  // The same code as modules instead of CommonJS: what is not used is left out, and the rest starts faster.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
  // Half the bytes to compile at every start.
  minify: true,
  metafile: true,
  legalComments: 'none',
  plugins: [
    { name: 'commander-without-child-process', setup: withoutChildProcess },
    { name: 'undici-without-what-is-not-asked-for', setup: withoutUnaskedProtocols },
  ],
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
await mergeChunks('dist', metafile, { entryPoints, target, externals });
await Promise.all([buildStart(), buildAction()]);
await chmod('dist/cli/main.js', 0o755);
await buildTypes();
// Written last: the tests take it as the sign that dist/ is whole.
await writeFile('dist/LICENSES.txt', await bundledLicences(metafile));

/** The file that people start: CommonJS in a folder that says so, with the version in it and the program beside it. */
async function buildStart() {
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli/main.js',
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target,
    minify: true,
    // Node's loader of ES modules is not started for the import of the program.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  });
  await writeFile('dist/cli/package.json', '{ "type": "commonjs" }\n');
}

async function buildAction() {
  await build({
    entryPoints: { 'action/main': 'src/action/main.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target,
    minify: true,
    logLevel: 'warning',
  });
}

/**
 * commander loads node:child_process for subcommands that are programs of their own; kefu has none, and the module with
 * all it brings along is a tenth of a start.
 */
function withoutChildProcess({ onLoad }) {
  onLoad({ filter: /commander\/lib\/command\.js$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const contents = source.replace("require('node:child_process')", '{}');
    if (contents === source) throw new Error('commander no longer loads node:child_process in this way');
    return { contents, loader: 'js' };
  });
}

/**
 * undici loads node:http2 and the bodies of fetch for requests that kefu does not make: it never asks for HTTP/2, and its
 * bodies are bytes. In their place stands what fails at the first use. Of node:http it takes the default limit of headers,
 * which kefu states itself, and a class to know bodies by that kefu never sends. Its index needs all of that to load, so each
 * part is imported from its own file.
 */
function withoutUnaskedProtocols({ onLoad, onResolve }) {
  onResolve({ filter: /^undici$/ }, ({ importer }) => ({
    errors: [{ text: `${importer} imports the index of undici, which does not work in the bundle` }],
  }));
  const stubs = {
    'dispatcher/client-h2.js': "module.exports = () => { throw new Error('HTTP/2 was not asked for') };",
    'web/fetch/body.js': "exports.extractBody = () => { throw new Error('a body that is not bytes') };",
  };
  for (const [file, contents] of Object.entries(stubs)) {
    const filter = new RegExp(`undici/lib/${file.replaceAll('.', '\\.')}$`);
    onLoad({ filter }, () => ({ contents, loader: 'js' }));
  }
  // The parser is chosen and compiled ahead, by src/wechat/parser.ts.
  onLoad({ filter: /undici\/lib\/dispatcher\/client-h1\.js$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const parser = `require(${JSON.stringify(resolve('src/wechat/parser.ts'))}).parserModule()`;
    const contents = source.replace(
      /(?<=function lazyllhttp \(\) \{\n).*?(?=\n {2}return new WebAssembly\.Instance\(mod,)/s,
      `  const mod = ${parser};`,
    );
    if (contents === source) throw new Error('undici no longer compiles its parser in this way');
    return { contents, loader: 'js' };
  });
  onLoad({ filter: /undici\/lib\/llhttp\/llhttp(_simd)?-wasm\.js$/ }, async ({ path }) => {
    const base64 = /^const wasmBase64 = '([A-Za-z0-9+/=]+)'$/m.exec(await readFile(path, 'utf8'))?.[1];
    if (base64 === undefined) throw new Error('undici no longer holds its parser in this way');
    return { contents: `export default Buffer.from('${base64}', 'base64');`, loader: 'js' };
  });
  // What fails here is a fault of undici; Node's own module for it is one of many parts.
  onResolve({ filter: /^node:assert$/ }, ({ importer }) =>
    importer.includes('/node_modules/undici/') ? { path: 'assert', namespace: 'undici' } : undefined,
  );
  onLoad({ filter: /^assert$/, namespace: 'undici' }, () => ({
    contents: `module.exports = (holds, message) => {
      if (holds) return;
      if (message instanceof Error) throw message;
      throw Object.assign(new Error(message ?? 'undici: assertion failed'), { code: 'ERR_ASSERTION' });
    };`,
    loader: 'js',
  }));
  onResolve({ filter: /^node:http$/ }, ({ importer }) =>
    importer.includes('/node_modules/undici/') ? { path: 'http', namespace: 'undici' } : undefined,
  );
  onLoad({ filter: /^http$/, namespace: 'undici' }, () => ({
    contents: 'exports.maxHeaderSize = 16384; exports.IncomingMessage = class {};',
    loader: 'js',
  }));
}
