import type { Variable, VariableValue } from '../model/message.ts';
import type { CompiledText } from './engine.ts';

/** Characters that grow in different ways: 4 bytes, an entity, another letter in upper case, 9 bytes percent-encoded. */
const fillings = ['😀', '"', '<', 'ΐ', '中'];
/** More booleans than this are tried all true and all false only. */
const mostSwitches = 5;
/** No double takes more characters: 17 digits behind a sign and six zeros, 25 in all. Bounds don't shorten what lies within. */
const longestNumber = -1.2345678901234567e-6;
/** Nor a whole one: 24 characters. */
const longestInteger = -1.2345678901234568e300;
/** Ours: single values of one text that are tried beside the longest ones. */
const mostSingleValues = 500;
/** Ours: renderings for the texts of one file; beyond them each text is tried with its longest values alone. */
const mostRenderings = 10_000;

type Values = Readonly<Record<string, VariableValue>>;

/**
 * The most bytes a text may take in UTF-8, found by rendering it with the longest value of each variable, each
 * choice of an enum, each bound of a number, and both values of each boolean. Throws the `TextFault` of a rendering that
 * fails.
 */
export function longestBytes(text: CompiledText, variables: readonly Variable[]): number {
  return longestOfMany()(text, variables);
}

/** The same for the texts of one file, which together take so many renderings, and ten more each. */
export function longestOfMany(renderings = mostRenderings): typeof longestBytes {
  let left = renderings;
  const known = new Map<Variable, Variable>();
  return (text, variables) => {
    const names = new Set(text.uses.map(({ name }) => name));
    const used = variables.filter(({ name }) => names.has(name)).map(byLength);
    let longest: { readonly values: Values; readonly bytes: number } = { values: {}, bytes: -1 };
    for (const values of longestValues(used, left > 0 ? mostSwitches : 0)) tryOut(values);
    if (left <= 0) return longest.bytes;
    for (const values of singleValues(text, used, () => longest.values)) {
      tryOut(values);
      if (left <= 0) break;
    }
    return longest.bytes;

    function tryOut(values: Values): void {
      left -= 1;
      const bytes = bytesOf(text.render(values));
      if (bytes > longest.bytes) longest = { values, bytes };
    }
  };

  /** The same with its choices from the longest to the shortest; they are sorted once, however many texts use it. */
  function byLength(variable: Variable): Variable {
    if (variable.enum === undefined) return variable;
    const sorted = known.get(variable) ?? { ...variable, enum: fromTheLongest(variable.enum) };
    known.set(variable, sorted);
    return sorted;
  }
}

function fromTheLongest(choices: readonly string[]): string[] {
  const measured = choices.map((choice) => ({ choice, bytes: bytesOf(choice) }));
  return measured.sort((one, other) => other.bytes - one.bytes).map(({ choice }) => choice);
}

/** Whether nothing bounds the values of that variable. */
export function isUnbounded({ type, maxLength, enum: choices }: Variable): boolean {
  return (type === 'string' || type === 'url') && maxLength === undefined && choices === undefined;
}

/** Each variable at its longest, the first of its choices, with each filling and each position of the booleans. */
function longestValues(variables: readonly Variable[], switches: number): Values[] {
  const booleans = variables.filter(({ type }) => type === 'boolean').map(({ name }) => name);
  const isFilled = variables.some(
    ({ type, enum: choices }) => (type === 'string' || type === 'url') && choices === undefined,
  );
  return (isFilled ? fillings : fillings.slice(0, 1)).flatMap((filling) => {
    const longest = variables.map((variable) => [variable.name, longestValue(variable, filling)]);
    return positions(booleans, switches).map((setting) => ({ ...Object.fromEntries(longest), ...setting }));
  });
}

function positions(names: readonly string[], most: number): Record<string, boolean>[] {
  if (names.length > most) {
    return [true, false].map((value) => Object.fromEntries(names.map((name) => [name, value])));
  }
  return names.reduce<Record<string, boolean>[]>(
    (settings, name) =>
      settings.flatMap((setting) => [true, false].map((value) => ({ ...setting, [name]: value }))),
    [{}],
  );
}

/**
 * What was longest so far with one variable at another value, which may choose a longer way through the text or grow by
 * escaping: with the booleans as they are, then in their other positions. As many as the bound allows, those that matter
 * most first.
 */
function* singleValues(
  text: CompiledText,
  variables: readonly Variable[],
  longest: () => Values,
): Generator<Values> {
  const booleans = variables.filter(({ type }) => type === 'boolean').map(({ name }) => name);
  const singles = variables.flatMap((variable) =>
    otherValues(text, variable).map((value) => ({ [variable.name]: value })),
  );
  let tried = 0;
  for (const setting of [{}, ...positions(booleans, mostSwitches)]) {
    for (const single of singles) {
      if (tried === mostSingleValues) return;
      tried += 1;
      yield { ...longest(), ...setting, ...single };
    }
  }
}

/** The bounds of a number; the choices of an enum: those that the text asks for, then the others in their order. */
function otherValues({ source }: CompiledText, variable: Variable): readonly VariableValue[] {
  const { minimum, maximum, enum: choices = [] } = variable;
  const bounds = [minimum, maximum].filter((bound) => bound !== undefined);
  const asked = choices.filter((choice) => source.includes(choice));
  const others = choices.filter((choice) => !source.includes(choice));
  return [...bounds, ...asked, ...others];
}

function longestValue(variable: Variable, filling: string): VariableValue {
  const { type, maxLength, minimum, maximum, enum: choices } = variable;
  if (type === 'boolean') return true;
  if (type === 'number') return minimum !== undefined && minimum === maximum ? minimum : longestNumber;
  if (type === 'integer') return longer(boundOf(minimum), boundOf(maximum));
  if (choices !== undefined) return choices[0] ?? '';
  return filling.repeat(maxLength ?? 1);
}

/** Beyond the safe integers one that is nearer to zero may take more characters. */
function boundOf(bound: number | undefined): number {
  return bound !== undefined && Number.isSafeInteger(bound) ? bound : longestInteger;
}

function longer(one: number, other: number): number {
  return String(one).length >= String(other).length ? one : other;
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

const encoder = new TextEncoder();
