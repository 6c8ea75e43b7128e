import type { Language } from '../../model/language.ts';
import type { Variable, VariableType, VariableValue } from '../../model/message.ts';

type Rules = Omit<Variable, 'name'>;

/** What a variable may be, as the YAML says it: `{ type: integer, maximum: 9 }`. */
export function rulesAsWritten(rules: Rules): string {
  return `{ ${Object.entries(rules)
    .map(([key, value]) => `${key}: ${written(value)}`)
    .join(', ')} }`;
}

function written(value: VariableValue | readonly string[]): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  return typeof value !== 'string' || plainInYaml.test(value) ? String(value) : JSON.stringify(value);
}

const plainInYaml = /^\p{L}[\p{L}\p{N}_-]*$/u;

/** The same for people: "whole number, at least 1, at most 9". */
export function rulesForPeople(rules: Rules, lang: Language): string {
  const { types, one, least, most, length, standard, sample, comma, or } = phrases[lang];
  const { type, minimum, maximum, maxLength, enum: allowed, default: usual, example } = rules;
  return [
    types[type],
    ...(allowed === undefined ? [] : [one(allowed.map((value) => quotedIn(lang, value)).join(or))]),
    ...(minimum === undefined ? [] : [least(minimum)]),
    ...(maximum === undefined ? [] : [most(maximum)]),
    ...(maxLength === undefined ? [] : [length(maxLength)]),
    ...(usual === undefined ? [] : [standard(quotedIn(lang, usual))]),
    ...(example === undefined ? [] : [sample(quotedIn(lang, example))]),
  ].join(comma);
}

function quotedIn(lang: Language, value: VariableValue): string {
  if (typeof value !== 'string') return String(value);
  return lang === 'en' ? `"${value}"` : `“${value}”`;
}

interface Phrases {
  readonly types: Readonly<Record<VariableType, string>>;
  readonly one: (values: string) => string;
  readonly least: (number: number) => string;
  readonly most: (number: number) => string;
  readonly length: (characters: number) => string;
  readonly standard: (value: string) => string;
  readonly sample: (value: string) => string;
  readonly comma: string;
  readonly or: string;
}

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    types: {
      string: 'text',
      url: 'link',
      integer: 'whole number',
      number: 'number',
      boolean: 'true or false',
    },
    one: (values) => `one of ${values}`,
    least: (number) => `at least ${number}`,
    most: (number) => `at most ${number}`,
    length: (characters) => `at most ${characters} character${characters === 1 ? '' : 's'}`,
    standard: (value) => `${value} by default`,
    sample: (value) => `for example ${value}`,
    comma: ', ',
    or: ' or ',
  },
  'zh-CN': {
    types: { string: '文本', url: '链接', integer: '整数', number: '数字', boolean: '是或否' },
    one: (values) => `只能是${values}`,
    least: (number) => `最小 ${number}`,
    most: (number) => `最大 ${number}`,
    length: (characters) => `最多 ${characters} 个字符`,
    standard: (value) => `默认${spaced(value)}`,
    sample: (value) => `例如${spaced(value)}`,
    comma: '，',
    or: '或',
  },
};

/** A number or a word of code stands apart from Chinese, a quoted text does not. */
function spaced(value: string): string {
  return value.startsWith('“') ? value : ` ${value}`;
}
