import type { Diagnostic } from '../model/diagnostic.ts';
import type { Variable, VariableType, VariableValue } from '../model/message.ts';
import { visible } from '../model/visible.ts';
import { isAbsoluteUrl } from './escaping.ts';
import { addressesWithEntities, withoutEntities } from './slips.ts';

export type CheckedValues =
  | { readonly ok: true; readonly values: Readonly<Record<string, VariableValue>> }
  | { readonly ok: false; readonly faults: readonly Diagnostic[] };

/**
 * The values a template is rendered with: those given, turned into the declared types, and the defaults of the others.
 * Faults: `value-missing`, `value-unknown`, and those of {@link valueFault}.
 */
export function checkedValues(
  variables: readonly Variable[],
  given: Readonly<Record<string, unknown>>,
): CheckedValues {
  const values: Record<string, VariableValue> = Object.create(null) as Record<string, VariableValue>;
  const faults: Diagnostic[] = unknownNames(variables, given);
  for (const variable of variables) {
    const written = Object.hasOwn(given, variable.name) ? given[variable.name] : variable.default;
    if (written === undefined) {
      faults.push(
        fault('value-missing', `\`${variable.name}\` has no value.`, `Give one: --set ${variable.name}=…`),
      );
      continue;
    }
    const value = typed(written, variable.type);
    const wrong = valueFault(variable, value);
    if (wrong !== undefined) faults.push(wrong);
    else values[variable.name] = variable.type === 'url' ? safeUrl(String(value)) : (value as VariableValue);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values };
}

function unknownNames(
  variables: readonly Variable[],
  given: Readonly<Record<string, unknown>>,
): Diagnostic[] {
  const known = variables.map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) =>
      fault(
        'value-unknown',
        `The template has no variable \`${visible(name)}\`.`,
        known.length === 0 ? 'It takes no values.' : `It has: ${known.join(', ')}.`,
      ),
    );
}

/** A text from a command line or a file as the type it stands for; anything else as it is. */
function typed(value: unknown, type: VariableType): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  const isNumber = (type === 'integer' || type === 'number') && /^[-+]?\d+(\.\d+)?$/.test(value);
  return isNumber ? Number(value) : value;
}

/**
 * What keeps a value from being one of that variable: `value-type`, `value-limit`, `value-character`, and
 * `value-entity`.
 */
export function valueFault(variable: Variable, value: unknown): Diagnostic | undefined {
  const { name, type, maxLength, minimum, maximum } = variable;
  if (!fits[type](value)) {
    return fault('value-type', `\`${name}\` is not ${typeNames[type]}.`, `Write ${typeNames[type]}.`);
  }
  if (typeof value === 'string') {
    const entity = entityFault(name, value);
    if (entity !== undefined) return entity;
    // JSON writes them as \\uXXXX, which WeChat refuses (40033) or shows as such.
    if (/[\p{Cs}]|(?![\n\t])[\p{Cc}]/u.test(value)) {
      const hint = 'Remove control characters and broken emoji from it.';
      return fault('value-character', `\`${name}\` has a character that no message can carry.`, hint);
    }
    const length = [...value].length;
    if (maxLength !== undefined && length > maxLength) {
      return fault(
        'value-limit',
        `\`${name}\` has ${length} characters; the template allows ${maxLength}.`,
        'Shorten it.',
      );
    }
    if (variable.enum !== undefined && !variable.enum.includes(value)) {
      const isTwin = variable.enum.some((choice) => choice.normalize('NFC') === value.normalize('NFC'));
      const how = isTwin ? ', though one has the same letters in another Unicode form (NFC, NFD)' : '';
      return fault(
        'value-limit',
        `\`${name}\` is none of the values the template allows${how}.`,
        `Write one of: ${variable.enum.join(', ')}.`,
      );
    }
  }
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum)
      return fault('value-limit', `\`${name}\` is ${value}; at least ${minimum} is allowed.`, 'Check it.');
    if (maximum !== undefined && value > maximum)
      return fault('value-limit', `\`${name}\` is ${value}; at most ${maximum} is allowed.`, 'Check it.');
  }
  return undefined;
}

/** An address is opened as it stands, so `&amp;` in it is never meant. */
function entityFault(name: string, value: string): Diagnostic | undefined {
  const [address] = addressesWithEntities(value);
  if (address === undefined) return undefined;
  const meant = visible(withoutEntities(value.slice(address.start, address.end)));
  const what = `The address in \`${name}\` has entities such as \`&amp;\`, as the source of a web page writes them.`;
  return fault('value-entity', what, `Give \`${meant}\`.`);
}

const fits: Readonly<Record<VariableType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  url: (value) => typeof value === 'string' && isAbsoluteUrl(value),
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

const typeNames: Readonly<Record<VariableType, string>> = {
  string: 'a text',
  url: 'an absolute http(s) address',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** Percent-encoded where an address could end an attribute. */
function safeUrl(url: string): string {
  return url.replace(/["'<>`\\{}|^]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function fault(code: string, message: string, hint: string): Diagnostic {
  return { severity: 'error', code, message, hint };
}
