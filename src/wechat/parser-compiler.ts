// undici reads answers with a parser in WebAssembly. V8 compiles it quickly for its first use, and then once more, slowly
// and well, on a thread of its own; a process that ends meanwhile waits for that thread, longer than all of a plan takes.

let quicklyOnly = false;

/**
 * From now on WebAssembly is compiled quickly only. The switch counts for the whole process, so it is for the command
 * line, whose process has nothing else in WebAssembly; a program that uses the library keeps V8 as it is.
 */
export function compileParserQuickly(): void {
  quicklyOnly = true;
}

/** To be called before the parser is loaded. */
export async function prepareCompiler(): Promise<void> {
  if (!quicklyOnly) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--liftoff-only');
}
