import type { Template, VariableType, VariableValue } from '../model/message.ts';

/** Values for a preview: those given, else the example, the default, or one that fits the type. */
export function sampleValues(
  { variables }: Template,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const samples = variables.map((variable) => {
    const { name, type, example, default: usual, enum: choices, minimum, maxLength } = variable;
    const stand = type === 'string' ? `{${name}}`.slice(0, maxLength) : fitting[type];
    const number = typeof stand === 'number' && minimum !== undefined ? minimum : stand;
    return [name, example ?? usual ?? choices?.[0] ?? number] as const;
  });
  return { ...Object.fromEntries(samples), ...given };
}

const fitting: Readonly<Record<Exclude<VariableType, 'string'>, VariableValue>> = {
  url: 'https://example.com/',
  integer: 0,
  number: 0,
  boolean: true,
};
