// V8's compiled form of kefu's own files, kept beside them: compiling is a sixth of a start
// (docs/decisions/0020-keep-compiled-code-beside-the-code.md).
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { readKept, type SourceStamp, writeKept } from './kept-code.ts';
import { type ReusedBytes, readWhole, reusedBytes } from './reused-bytes.ts';

type Require = (id: string) => unknown;
type Wrapped = (exports: unknown, require: Require, module: { exports: unknown }, filename: string) => void;

/** Loads the files of kefu, and keeps what V8 made of them for later starts. */
export interface CompiledCode {
  /** What a CommonJS file of kefu exports, by its path. What is not kefu's own is loaded by Node. */
  load(file: string): unknown;
  /** Keeps what was compiled anew in this run; to be called when all is done. Does nothing where it can't. */
  keep(): void;
}

/**
 * The files of the package in the folder `root`, as `command` uses them: each command leaves out what it never called. What was
 * compiled by another version of Node, for another processor or with other flags lies in another folder, and V8 refuses it.
 * Set all flags of V8 before.
 *
 * A first start only makes the folder: in CI most starts are the first and the last, and pay for nothing they never use.
 */
export function compiledCode(root: string, command: string, requireOfNode: Require): CompiledCode {
  const version = `${process.version}-${process.arch}-${cachedDataVersionTag()}`;
  const kept = join(root, '.cache', version, /^[a-z]{1,20}$/.test(command) ? command : 'other');
  const keptOf = (file: string) => join(kept, `${basename(file)}.v8`);
  const modules = new Map<string, { exports: unknown }>();
  const sourceBytes = reusedBytes();
  const keptBytes = reusedBytes();
  const compiledAnew: { readonly file: string; readonly stamp: SourceStamp; readonly script: Script }[] = [];

  function load(file: string): unknown {
    const loaded = modules.get(file);
    if (loaded) return loaded.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const require: Require = (id) => (id.startsWith('.') ? load(join(dirname(file), id)) : requireOfNode(id));
    compile(file)(module.exports, require, module, file);
    return module.exports;
  }

  function compile(file: string): Wrapped {
    const stamp = isKept(file) ? statSync(file) : undefined;
    const cachedData = stamp && readKept(keptOf(file), stamp, keptBytes);
    const script = new Script(asFunction(file, sourceBytes), {
      filename: file,
      ...(cachedData && { cachedData }),
    });
    if (stamp && (cachedData === undefined || script.cachedDataRejected))
      compiledAnew.push({ file, stamp, script });
    return script.runInThisContext();
  }

  return {
    load,
    keep: () => {
      if (compiledAnew.length === 0) return;
      try {
        if (!isOurs(root)) return;
        const isFirst = !existsSync(kept);
        if (isFirst) mkdirSync(kept, { recursive: true, mode: 0o755 });
        else
          for (const { file, stamp, script } of compiledAnew)
            writeKept(keptOf(file), script.createCachedData(), stamp);
      } catch {
        // A folder that can't be written, a full disk: the next start compiles again.
      }
    },
  };
}

/**
 * V8 compares the length of a source and no more: a chunk has a hash of its text in its name, the program's own file has
 * none. The variable is Node's, for its own cache of this sort.
 */
function isKept(file: string): boolean {
  return basename(dirname(file)) === 'chunks' && !process.env.NODE_DISABLE_COMPILE_CACHE;
}

/** Root leaves nothing in the folder of somebody else, who could not remove it. */
function isOurs(folder: string): boolean {
  const { uid } = statSync(folder);
  return uid === (process.getuid?.() ?? uid);
}

const head = '(function(exports,require,module,__filename){';
const tail = '\n})';

/** The source as a function, read into its place outside of the heap of V8. Built files are ASCII: a byte a character. */
function asFunction(file: string, bytesOf: ReusedBytes): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const whole = bytesOf(head.length + size + tail.length);
    whole.write(head, 'latin1');
    const read = readWhole(descriptor, whole.subarray(head.length, head.length + size));
    if (read < size) throw new Error(`${file} was cut short while it was read`);
    whole.write(tail, head.length + size, 'latin1');
    return whole.toString('latin1');
  } finally {
    closeSync(descriptor);
  }
}
