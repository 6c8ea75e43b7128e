import path from 'node:path';

/** As people see a file: relative to the working directory when it lies in it. */
export function shownPath(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  const shown = relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative;
  return shown === '' ? '.' : shown.replaceAll(path.sep, '/');
}
