import { withoutExtends } from './extends.ts';
import { type BrokenRule, validateConfig } from './generated/validate-config.js';
import { nearest } from './nearest.ts';
import { explain, knownKeys } from './schema-messages.ts';
import type { Place, SchemaFault } from './schema-place.ts';
import type { Source } from './source.ts';
import { entryOf, plainOf, type Tree } from './tree.ts';

/** What the JSON Schema says about the tree, but for templates and sequences: one fault for each thing to mend. */
export function schemaFaults(source: Source, tree: Tree): SchemaFault[] {
  // Judged as a file that extends nothing: to one that does the schema is milder, for editors.
  return schemaFaultsOf(validateConfig, source, tree, plainOf(withoutExtends(tree)));
}

/** The same for any of the generated validators. */
export function schemaFaultsOf(
  validate: typeof validateConfig,
  source: Source,
  tree: Tree,
  plain: unknown,
): SchemaFault[] {
  if (validate(plain)) return [];
  const errors = validate.errors ?? [];
  const misspelt = misspeltKeys(errors);
  const faults = errors.flatMap((error) => {
    if (misspelt.has(keyPointer(error.instancePath, error.params.missingProperty))) return [];
    return explain(error, placeAt(tree, error.instancePath), source);
  });
  return firstOfEachValue(faults);
}

/** A value of the wrong type breaks the limits of its type as well. */
function firstOfEachValue(faults: readonly SchemaFault[]): SchemaFault[] {
  const seen = new Set<number>();
  return faults.filter(({ at, about }) => {
    if (about === 'key') return true;
    const isFirst = !seen.has(at.start);
    seen.add(at.start);
    return isFirst;
  });
}

/** Where a known key is missing only because it is misspelt: the unknown key is the one fault. */
function misspeltKeys(errors: readonly BrokenRule[]): ReadonlySet<string> {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  return new Set(
    unknown.flatMap((error) => {
      const meant = nearest(String(error.params.additionalProperty), knownKeys(error));
      return meant === undefined ? [] : [keyPointer(error.instancePath, meant)];
    }),
  );
}

function keyPointer(pointer: string, key: unknown): string {
  return `${pointer}/${String(key)}`;
}

function placeAt(tree: Tree, pointer: string): Place {
  let place: Place = { value: tree };
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const { value } = place;
    const entry = entryOf(value, key);
    const item = value.kind === 'list' ? value.items[Number(key)] : undefined;
    if (entry) place = { value: entry.value, entry };
    else if (item) place = { value: item };
  }
  return place;
}
