import type { FoldersByPlace } from './folders-by-place.ts';
import { validateMessages } from './generated/validate-messages.js';
import { readMedia } from './media-files.ts';
import { schemaFaultsOf } from './schema-faults.ts';
import type { SchemaFault } from './schema-place.ts';
import { sequenceFaults } from './sequence-rules.ts';
import type { Source } from './source.ts';
import { templateFaults } from './template-rules.ts';
import { templateTextFaults } from './template-text-rules.ts';
import { plainOf, type Tree } from './tree.ts';

/*
 * Everything a config says about canned messages, in a module that is loaded only for a config that has some: their
 * schema and rules are larger than all the rest.
 */

/** What the schema says of templates and sequences. */
export function messageSchemaFaults(source: Source, tree: Tree): SchemaFault[] {
  return schemaFaultsOf(validateMessages, source, tree, plainOf(tree));
}

/** What the rules and the media files say. */
export async function examineMessages(source: Source, tree: Tree, folders: FoldersByPlace) {
  const { media, faults: mediaFaults } = await readMedia(source, tree, folders);
  const faults = [
    ...templateFaults(source, tree),
    ...(await templateTextFaults(source, tree)),
    ...mediaFaults,
    ...sequenceFaults(source, tree),
  ];
  return { media, faults };
}
