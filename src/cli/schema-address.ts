// Where editors find the schema of configs.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const schema = 'schemas/config.schema.json';
const installed = path.join('node_modules', 'kefu', schema);

/**
 * The address of the schema for a config in `folder` (absolute), as its first line names it: relative where kefu is
 * installed in a project around it, so that it holds for everybody who has the project; else that of this installation.
 */
export function schemaAddress(folder: string): string {
  const project = above(folder, installed);
  if (project !== undefined) return dotted(path.relative(folder, path.join(project, installed)));
  const here = above(path.dirname(fileURLToPath(import.meta.url)), schema);
  return here === undefined ? dotted(installed) : pathToFileURL(path.join(here, schema)).href;
}

/** The nearest folder from this one upwards that holds the file. */
function above(folder: string, file: string): string | undefined {
  if (existsSync(path.join(folder, file))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : above(parent, file);
}

function dotted(relative: string): string {
  const shown = relative.replaceAll(path.sep, '/');
  return shown.startsWith('.') ? shown : `./${shown}`;
}
