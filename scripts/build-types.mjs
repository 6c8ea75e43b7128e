// Builds dist/types/index.d.ts: the declarations of the library as one file that imports nothing, so that a consumer needs
// neither the libraries in the bundle nor Node's types (docs/decisions/0014-types-of-the-library.md). tsc writes a
// declaration a source, and the plugin puts what src/index.ts reaches into one file; it reads with the API of TypeScript 6.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/**
 * URL and AbortSignal are globals of the DOM's and of Node's types. A consumer with either gets that very type; without
 * both the names would be errors, so there they are what kefu uses of them. In the file these names hide the globals.
 */
const platformTypes = `
// The platform's own where the consumer has its types; without them, what every platform has.
type URL = typeof globalThis extends { URL: { prototype: infer Platform } } ? Platform : {
    readonly href: string;
    readonly origin: string;
    readonly protocol: string;
    readonly username: string;
    readonly password: string;
    readonly host: string;
    readonly hostname: string;
    readonly port: string;
    readonly pathname: string;
    readonly search: string;
    readonly hash: string;
    toString(): string;
};
type AbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer Platform } } ? Platform : {
    readonly aborted: boolean;
    readonly reason: any;
    throwIfAborted(): void;
    addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
    removeEventListener(type: 'abort', listener: () => void): void;
};
`;

export async function buildTypes() {
  const tree = await mkdtemp(join(tmpdir(), 'kefu-types-'));
  try {
    execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', tree], { stdio: 'inherit' });
    await rollUp(join(tree, 'index.d.ts'), 'dist/types/index.d.ts');
  } finally {
    await rm(tree, { recursive: true });
  }
}

async function rollUp(entry, file) {
  const rolling = await rollup({
    input: entry,
    // What only files inside the bundle import is left out with them; what stays is refused below.
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    plugins: [dts({ tsconfig: 'tsconfig.build.json', compilerOptions: { types: [] } })],
  });
  const { output } = await rolling.write({ file, intro: platformTypes.trim() });
  const imports = output.flatMap((chunk) => chunk.imports);
  if (imports.length > 0) throw new Error(`The types of the library import ${imports.join(', ')}.`);
}
