import {
  type Variable,
  type VariableType,
  type VariableValue,
  valueOfType,
  variableTypes,
} from '../model/message.ts';
import { entriesOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** The variables a template declares, sorted by name. */
export function variablesOf(declared: Tree | undefined): Variable[] {
  return entriesOf(declared)
    .map(({ key, value }) => variableOf(key, value))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * One declared variable; what does not fit its type is left as text, for the rules to find. A limit or a type that
 * the schema refuses is left out, so that nothing is reckoned with it: the variable is a string.
 */
export function variableOf(name: string, declared: Tree): Variable {
  const type = typeOf(declared) ?? 'string';
  const choices = valueAt(declared, 'enum');
  return {
    name,
    type,
    ...value(declared, 'default', type),
    ...value(declared, 'example', type),
    ...limit(
      declared,
      'maxLength',
      (length) => Number.isInteger(length) && length >= 1 && length <= mostLength,
    ),
    ...limit(declared, 'minimum', Number.isFinite),
    ...limit(declared, 'maximum', Number.isFinite),
    ...(choices && {
      enum: itemsOf(choices).flatMap((item) => (item.kind === 'scalar' ? [item.value] : [])),
    }),
  };
}

/** Undefined for one that there is not. */
export function typeOf(declared: Tree): VariableType | undefined {
  const written = textOf(valueAt(declared, 'type'));
  return variableTypes.find((type) => type === written);
}

function value<Key extends 'default' | 'example'>(declared: Tree, key: Key, type: VariableType) {
  const written = valueAt(declared, key);
  if (written?.kind !== 'scalar') return {};
  return { [key]: valueOfType(written.value, type) } as Record<Key, VariableValue>;
}

/** As `schemas/config.schema.json` has it. */
const mostLength = 2048;

function limit<Key extends string>(declared: Tree, key: Key, isSane: (number: number) => boolean) {
  const number = Number(textOf(valueAt(declared, key)) ?? Number.NaN);
  return (isSane(number) ? { [key]: number } : {}) as { [Name in Key]?: number };
}
