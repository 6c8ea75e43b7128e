import type { Variable } from '../model/message.ts';
import { valueFault } from '../templates/values.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/values.ts';
import { told } from '../words/say.ts';
import type { Fault } from './source.ts';
import { type Entry, valueAt } from './tree.ts';
import { typeOf, variableOf } from './variables.ts';

/** Faults of the variables a template declares. */
export function declaredFaults(declared: readonly Entry[]): Fault[] {
  return declared.flatMap((entry) => {
    // The schema tells of a type that there is not, and nothing else can be said of it.
    if (typeOf(entry.value) === undefined) return [];
    const variable = variableOf(entry.key, entry.value);
    return [...valueFaults(entry, variable), ...limitFaults(entry, variable)];
  });
}

/** `variable-value`: a default or example that the variable itself would refuse. */
function valueFaults({ value }: Entry, variable: Variable): Fault[] {
  return (['default', 'example'] as const).flatMap((key): Fault[] => {
    const written = valueAt(value, key);
    const given = variable[key];
    const fault = given === undefined ? undefined : valueFault(variable, given);
    if (written === undefined || fault === undefined) return [];
    const what = told(say('of-key', { key, what: fault.said.message }), fault.said.hint);
    return [{ severity: 'error', code: 'variable-value', ...what, at: written.at }];
  });
}

/** Which limits say something about which type. */
const limitsOf: Readonly<Record<Variable['type'], readonly string[]>> = {
  string: ['maxLength', 'enum'],
  url: ['maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  boolean: [],
};

/** `variable-limit`: a limit of another type, or limits that leave no value. */
function limitFaults({ value }: Entry, variable: Variable): Fault[] {
  const known = limitsOf[variable.type] ?? [];
  const strange = ['maxLength', 'enum', 'minimum', 'maximum'].flatMap((key): Fault[] => {
    const written = valueAt(value, key);
    if (written === undefined || known.includes(key)) return [];
    const what = told(
      say('limit-of-other-type', { key, type: variable.type }),
      known.length === 0 ? place('remove-it') : say('use-known-limits', { known }),
    );
    return [{ severity: 'error', code: 'variable-limit', ...what, at: written.at }];
  });
  const { minimum, maximum } = variable;
  const top = valueAt(value, 'maximum');
  if (top === undefined || minimum === undefined || maximum === undefined || minimum <= maximum)
    return strange;
  const what = told(say('maximum-below-minimum'), say('exchange-them'));
  return [...strange, { severity: 'error', code: 'variable-limit', ...what, at: top.at }];
}
