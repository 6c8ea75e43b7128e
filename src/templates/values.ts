import type { Diagnostic } from '../model/diagnostic.ts';
import {
  isNumeric,
  type Variable,
  type VariableType,
  type VariableValue,
  valueOfType,
} from '../model/message.ts';
import type { Saying } from '../model/saying.ts';
import { withoutSecrets } from '../model/secret-looks.ts';
import { visible } from '../model/visible.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/values.ts';
import { told } from '../words/say.ts';
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
        fault(
          'value-missing',
          say('value-missing', { name: variable.name }),
          say('give-value-by-set', { name: variable.name }),
        ),
      );
      continue;
    }
    const value = valueOfType(written, variable.type);
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
        say('value-unknown', { name: visible(name) }),
        known.length === 0 ? say('takes-no-values') : say('it-has', { names: known }),
      ),
    );
}

/**
 * What keeps a value from being one of that variable: `value-type`, `value-limit`, `value-character`, and
 * `value-entity`.
 */
export function valueFault(variable: Variable, value: unknown): ValueFault | undefined {
  const { name, type, maxLength, minimum, maximum } = variable;
  if (!fits[type](value)) {
    const sent = isNumeric(type) ? digitsSent(value) : undefined;
    if (sent !== undefined) {
      return fault('value-type', say('value-in-other-digits', { name, sent }), say('write-digits', { sent }));
    }
    return fault('value-type', say(notOfType[type], { name }), say(writeOfType[type]));
  }
  if (typeof value === 'string') {
    const entity = entityFault(name, value);
    if (entity !== undefined) return entity;
    // JSON writes them as \\uXXXX, which WeChat refuses (40033) or shows as such.
    if (/[\p{Cs}]|(?![\n\t])[\p{Cc}]/u.test(value)) {
      return fault('value-character', say('value-character', { name }), say('remove-characters'));
    }
    const length = [...value].length;
    if (maxLength !== undefined && length > maxLength) {
      return fault(
        'value-limit',
        say('value-too-long', { name, count: length, most: maxLength }),
        place('shorten-it'),
      );
    }
    if (variable.enum !== undefined && !variable.enum.includes(value)) {
      const isTwin = variable.enum.some((choice) => choice.normalize('NFC') === value.normalize('NFC'));
      return fault(
        'value-limit',
        say(isTwin ? 'value-in-other-form' : 'value-not-listed', { name }),
        say('write-one-of-these', { options: variable.enum }),
      );
    }
  }
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum)
      return fault('value-limit', say('value-too-small', { name, value, least: minimum }), say('check-it'));
    if (maximum !== undefined && value > maximum)
      return fault('value-limit', say('value-too-large', { name, value, most: maximum }), say('check-it'));
  }
  return undefined;
}

/** An address is opened as it stands, so `&amp;` in it is never meant. */
function entityFault(name: string, value: string): ValueFault | undefined {
  const [address] = addressesWithEntities(value);
  if (address === undefined) return undefined;
  const meant = withoutSecrets(visible(withoutEntities(value.slice(address.start, address.end))));
  return fault('value-entity', say('value-entity', { name }), say('give-it', { text: meant }));
}

const fits: Readonly<Record<VariableType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  url: (value) => typeof value === 'string' && isAbsoluteUrl(value),
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

/** What people write for a number, however it would be sent. */
const digits = /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** As which digits a text would be sent as a number; undefined for what is no number. */
function digitsSent(value: unknown): string | undefined {
  const number = typeof value === 'string' && digits.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? String(number) : undefined;
}

const notOfType = {
  string: 'value-no-text',
  url: 'value-no-url',
  integer: 'value-no-integer',
  number: 'value-no-number',
  boolean: 'value-no-boolean',
} as const satisfies Record<VariableType, string>;

const writeOfType = {
  string: 'write-text',
  url: 'write-url',
  integer: 'write-integer',
  number: 'write-number',
  boolean: 'write-boolean',
} as const satisfies Record<VariableType, string>;

/** Percent-encoded where an address could end an attribute. */
function safeUrl(url: string): string {
  return url.replace(/["'<>`\\{}|^]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A fault that always says what to do. */
type ValueFault = Diagnostic & { readonly said: { readonly message: Saying; readonly hint: Saying } };

function fault(code: string, what: Saying, hint: Saying): ValueFault {
  return { severity: 'error', code, ...told(what, hint) };
}
