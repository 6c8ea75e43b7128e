// V8's compiled form of kefu's own files, kept beside them: compiling is a sixth of a start
// (docs/decisions/0019-keep-compiled-code-beside-the-code.md).
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

type Require = (id: string) => unknown;
type Wrapped = (exports: unknown, require: Require, module: { exports: unknown }, filename: string) => void;

/** Loads the files of kefu, and keeps what V8 made of them for the next start. */
export interface CompiledCode {
  /** What a CommonJS file of kefu exports, by its path. What is not kefu's own is loaded by Node. */
  load(file: string): unknown;
  /** Keeps what was compiled anew in this run; to be called when all is done. Does nothing where it can't. */
  keep(): void;
}

/**
 * The files of the package in the folder `root`. What was compiled by another version of Node, for another processor or
 * with other flags is not used: V8 refuses it, and it lies in another folder. Set all flags of V8 before.
 */
export function compiledCode(root: string, requireOfNode: Require): CompiledCode {
  const kept = join(root, '.cache', `${process.version}-${process.arch}-${cachedDataVersionTag()}`);
  const keptOf = (file: string) => join(kept, `${basename(file)}.v8`);
  const modules = new Map<string, { exports: unknown }>();
  const compiledAnew: { readonly file: string; readonly script: Script }[] = [];

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
    const cachedData = isKept(file) ? readIfThere(keptOf(file)) : undefined;
    const script = new Script(wrapped(file), { filename: file, ...(cachedData && { cachedData }) });
    if (isKept(file) && (cachedData === undefined || script.cachedDataRejected))
      compiledAnew.push({ file, script });
    return script.runInThisContext();
  }

  return {
    load,
    keep: () => {
      if (compiledAnew.length === 0) return;
      try {
        if (!isOurs(root)) return;
        mkdirSync(kept, { recursive: true, mode: 0o755 });
        for (const { file, script } of compiledAnew) writeWhole(keptOf(file), script.createCachedData());
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

/** V8 checks little of what it is given, so the file ends with its own length: what was cut short is not there. */
const head = '(function(exports,require,module,__filename){';
const tail = '\n})';

/** The source as a function, put together outside of the heap of V8: built files are ASCII, a byte a character. */
function wrapped(file: string): string {
  const source = readFileSync(file);
  const whole = Buffer.allocUnsafeSlow(head.length + source.length + tail.length);
  whole.write(head, 'latin1');
  source.copy(whole, head.length);
  whole.write(tail, head.length + source.length, 'latin1');
  return whole.latin1Slice();
}

function readIfThere(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const length = bytes.length - 4;
    return bytes.readUInt32LE(length) === length ? bytes.subarray(0, length) : undefined;
  } catch {
    return undefined;
  }
}

/** A file is there whole or not at all, whatever ends the process or the machine. */
function writeWhole(file: string, compiled: Buffer): void {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(compiled.length);
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, Buffer.concat([compiled, length]), { mode: 0o644, flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
