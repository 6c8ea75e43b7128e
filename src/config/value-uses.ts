import { type Entry, entriesOf, itemsOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';

/**
 * How a value is used. `name`: what WeChat or customers know somebody by; `pointer`: it leads elsewhere, to a file or a
 * variable; `secret`: it is never repeated; `text`: what customers read; `choice`: the id or the words of an answer.
 */
export type Use = 'name' | 'pointer' | 'secret' | 'text' | 'choice';

/** A value that people write, with what it is for. */
export interface Value {
  readonly key: string;
  readonly scalar: Scalar;
  readonly use: Use;
  /** Whether kefu itself fills in `{{ name }}` there. */
  readonly isTemplate: boolean;
}

const uses: Readonly<Record<string, Use>> = {
  ...usedAs('name', ['nickname', 'worker', 'name', 'wechatId', 'appId', 'endpoint', 'as', 'previously']),
  ...usedAs('pointer', ['avatar', 'file', 'templates']),
  ...usedAs('secret', ['appSecret', 'accessToken', 'password']),
};

function usedAs(use: Use, keys: readonly string[]): Record<string, Use> {
  return Object.fromEntries(keys.map((key) => [key, use]));
}

/** The values of a configuration that WeChat, customers or the machine take as they stand, in no order. */
export function valuesOf(tree: Tree): Value[] {
  return entriesOf(tree).flatMap((entry) => {
    if (entry.key === 'templates') return entriesOf(entry.value).flatMap(valuesOfTemplate);
    if (entry.key === 'accounts')
      return entriesOf(entry.value).flatMap(({ value }) => entriesOf(value).flatMap(namedValues));
    return namedValues(entry);
  });
}

/** The values below an entry whose key says what they are used as. */
function namedValues({ key, value }: Entry): Value[] {
  if (value.kind === 'mapping') return entriesOf(value).flatMap(namedValues);
  const use = Object.hasOwn(uses, key) ? uses[key] : undefined;
  if (use === undefined) return [];
  const scalars = value.kind === 'list' ? value.items : [value];
  return scalars.flatMap((scalar) =>
    scalar.kind === 'scalar' ? [{ key, scalar, use, isTemplate: false }] : [],
  );
}

function valuesOfTemplate({ value: template }: Entry): Value[] {
  return entriesOf(template).flatMap((entry) => {
    if (entry.key === 'variables') return entriesOf(entry.value).flatMap(valuesOfVariable);
    if (entry.value.kind === 'scalar') return namedValues(entry);
    return entry.key === textOf(valueAt(template, 'msgtype')) ? valuesOfContent(entry.value, entry.key) : [];
  });
}

function valuesOfVariable({ value: variable }: Entry): Value[] {
  return entriesOf(variable).flatMap(({ key, value }): Value[] => {
    if (key !== 'default' && key !== 'example' && key !== 'enum') return [];
    const use = key === 'enum' ? 'choice' : 'text';
    return [value, ...itemsOf(value)].flatMap((scalar) =>
      scalar.kind === 'scalar' ? [{ key, scalar, use, isTemplate: false }] : [],
    );
  });
}

function valuesOfContent(content: Tree, within: string): Value[] {
  return entriesOf(content).flatMap(({ key, value }): Value[] => {
    if (value.kind !== 'scalar')
      return [value, ...itemsOf(value)].flatMap((part) => valuesOfContent(part, key));
    if (key === 'lifetime') return [];
    return [{ key, scalar: value, use: useInContent(key, within), isTemplate: key !== 'file' }];
  });
}

function useInContent(key: string, within: string): Use {
  if (key === 'file') return 'pointer';
  if (within === 'list') return 'choice';
  return /^(?:appid|pagepath)$|_id$/.test(key) ? 'name' : 'text';
}
