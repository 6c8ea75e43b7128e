import path from 'node:path';

/**
 * The path of a file as it would be written in the configuration itself: as it stands, or, when it stands in another file
 * that is extended, from the configuration's folder. Two files may name different pictures by one path.
 */
export function pathFrom(configFolder: string, folder: string, written: string): string {
  if (folder === configFolder) return written;
  const way = path.relative(configFolder, path.resolve(folder, written)).replaceAll(path.sep, '/');
  return way.startsWith('.') ? way : `./${way}`;
}
