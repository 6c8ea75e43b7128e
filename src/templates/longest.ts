import type { Variable, VariableValue } from '../model/message.ts';
import type { CompiledText } from './engine.ts';

/** Characters that grow in different ways: 4 bytes, an entity, another letter in upper case, 9 bytes percent-encoded. */
const fillings = ['😀', '"', '<', 'ΐ', '中'];
/** More booleans than this are tried all true and all false only. */
const mostSwitches = 5;
const longestInteger = Number.MIN_SAFE_INTEGER;
const longestNumber = -1.234567890123457e-300;

/**
 * The most bytes a text may take in UTF-8, found by rendering it with the longest value of each variable, each
 * choice of an enum, and both values of each boolean. Rejects nothing; throws the `TextFault` of a rendering that fails.
 */
export function longestBytes(text: CompiledText, variables: readonly Variable[]): number {
  const encoder = new TextEncoder();
  const lengths = candidates(variables).map((values) => encoder.encode(text.render(values)).length);
  return Math.max(...lengths);
}

/** Whether nothing bounds the values of that variable. */
export function isUnbounded({ type, maxLength, enum: choices }: Variable): boolean {
  return (type === 'string' || type === 'url') && maxLength === undefined && choices === undefined;
}

function candidates(variables: readonly Variable[]): Record<string, VariableValue>[] {
  const switches = variables.filter(({ type }) => type === 'boolean').map(({ name }) => name);
  const choices = variables.flatMap(({ name, enum: values = [] }) =>
    values.map((value) => ({ [name]: value })),
  );
  const settings = positions(switches);
  return fillings.flatMap((filling) => {
    const longest = Object.fromEntries(
      variables.map((variable) => [variable.name, longestValue(variable, filling)]),
    );
    return settings.flatMap((setting) => [
      { ...longest, ...setting },
      ...choices.map((choice) => ({ ...longest, ...setting, ...choice })),
    ]);
  });
}

function positions(switches: readonly string[]): Record<string, boolean>[] {
  if (switches.length > mostSwitches) {
    return [true, false].map((value) => Object.fromEntries(switches.map((name) => [name, value])));
  }
  return switches.reduce<Record<string, boolean>[]>(
    (settings, name) =>
      settings.flatMap((setting) => [true, false].map((value) => ({ ...setting, [name]: value }))),
    [{}],
  );
}

function longestValue(variable: Variable, filling: string): VariableValue {
  const { type, maxLength, minimum, maximum, enum: choices } = variable;
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') {
    const open = type === 'integer' ? longestInteger : longestNumber;
    return longer(minimum ?? open, maximum ?? open);
  }
  if (choices !== undefined)
    return choices.reduce((one, other) => (other.length > one.length ? other : one), '');
  return filling.repeat(maxLength ?? 1);
}

function longer(one: number, other: number): number {
  return String(one).length >= String(other).length ? one : other;
}
