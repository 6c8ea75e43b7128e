import { messageTypes, type Variable } from '../model/message.ts';
import { type CompiledText, compileText, TextFault } from '../templates/engine.ts';
import { escapingOf, hasMarkup, isAbsoluteUrl, isAddress } from '../templates/escaping.ts';
import { isAppId, linkFaults } from '../templates/links.ts';
import { isUnbounded, longestOfMany } from '../templates/longest.ts';
import { longestTextBytes } from '../templates/render.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/templates.ts';
import { told } from '../words/say.ts';
import { type Nearest, nearestOfMany } from './nearest.ts';
import type { Fault, Source } from './source.ts';
import { contentOf } from './template-rules.ts';
import { spanInside, spansInside } from './text-place.ts';
import { type Entry, entriesOf, itemsOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';
import { declaredFaults } from './variable-rules.ts';
import { variableOf } from './variables.ts';

/** Faults of the templates' texts and variables: what only reading them as templates shows. */
export async function templateTextFaults(source: Source, tree: Tree): Promise<Fault[]> {
  const faults: Fault[] = [];
  // What a file may cost is bounded as a whole.
  const bounded = { find: nearestOfMany(), longestBytes: longestOfMany() };
  for (const template of entriesOf(valueAt(tree, 'templates'))) {
    const declared = entriesOf(valueAt(template.value, 'variables'));
    faults.push(...declaredFaults(declared), ...(await textFaults(source, template, declared, bounded)));
  }
  return faults;
}

/** One text of a template, with the key it stands under. */
interface Field {
  readonly key: string;
  readonly scalar: Scalar;
}

async function textFaults(
  source: Source,
  template: Entry,
  declared: readonly Entry[],
  { find, longestBytes }: { readonly find: Nearest; readonly longestBytes: ReturnType<typeof longestOfMany> },
): Promise<Fault[]> {
  const content = contentOf(template);
  const msgtype = messageTypes.find((type) => type === textOf(valueAt(template.value, 'msgtype')));
  if (content === undefined || msgtype === undefined) return [];
  const variables = declared.map(({ key, value }) => variableOf(key, value));
  const used = new Set<string>();
  const faults: Fault[] = [];
  for (const { key, scalar } of fieldsOf(content)) {
    if (key === 'id') {
      faults.push(...menuIdFaults(scalar));
      continue;
    }
    faults.push(...formFaults(source, key, scalar));
    if (hasMarkup(msgtype, key)) faults.push(...markupFaults(source, scalar));
    try {
      const text = await compileText(scalar.value, escapingOf(msgtype, key, scalar.value));
      for (const { name } of text.uses) used.add(name);
      const unknown = undeclared(source, scalar, text, variables, find);
      faults.push(...unknown);
      if (unknown.length > 0) continue;
      const bytes = longestBytes(text, variables);
      if (msgtype === 'text') faults.push(...lengthFaults(scalar, bytes, text, variables));
    } catch (error) {
      if (!(error instanceof TextFault)) throw error;
      faults.push(templateFault(source, scalar, error));
    }
  }
  const isRead = !faults.some(({ code }) => code === 'template-fault' || code === 'variable-undeclared');
  return isRead ? [...faults, ...unusedFaults(declared, used)] : faults;
}

/** Every text of a message, but for what names files. */
function fieldsOf(content: Tree): Field[] {
  return entriesOf(content).flatMap(({ key, value }): Field[] => {
    if (key === 'file' || key === 'lifetime' || key === 'thumb') return [];
    if (value.kind === 'scalar') return value.value === '' ? [] : [{ key, scalar: value }];
    return itemsOf(value).flatMap(fieldsOf);
  });
}

/** `menu-id-template`: what comes back after a click has to be known beforehand. */
function menuIdFaults({ value, at }: Scalar): Fault[] {
  if (!/\{\{|\{%/.test(value)) return [];
  return [
    {
      severity: 'error',
      code: 'menu-id-template',
      ...told(say('menu-id-template'), say('write-fixed-id')),
      at,
    },
  ];
}

/** `message-url`, `mini-program-appid`: texts that are not filled in and not of the form their field needs. */
function formFaults(source: Source, key: string, scalar: Scalar): Fault[] {
  const { value, at } = scalar;
  const isFilledIn = /\{\{|\{%/.test(value);
  if (isAddress(key) && !isFilledIn && !isAbsoluteUrl(value)) {
    return [
      {
        severity: 'error',
        code: 'message-url',
        ...told(
          say('not-absolute', { key }),
          say(value.startsWith('//') ? 'begin-with-https' : 'write-address-out'),
        ),
        at,
      },
    ];
  }
  if (key !== 'appid' || isFilledIn || isAppId(value)) return [];
  return [
    {
      severity: 'error',
      code: 'mini-program-appid',
      ...told(say('not-an-app-id', { key: 'appid' }), say('app-id-form')),
      at: spanInside(source, scalar, 0, value.length),
    },
  ];
}

function markupFaults(source: Source, scalar: Scalar): Fault[] {
  const spanOf = spansInside(source, scalar);
  return linkFaults(scalar.value).map(({ start, end, ...fault }) => ({
    severity: 'error',
    ...fault,
    at: spanOf(start, end),
  }));
}

/** `variable-undeclared`: strict templates fail on it when they are sent. */
function undeclared(
  source: Source,
  scalar: Scalar,
  text: CompiledText,
  variables: readonly Variable[],
  find: Nearest,
): Fault[] {
  const names = variables.map(({ name }) => name);
  const spanOf = spansInside(source, scalar);
  const lineStarts = lineStartsOf(scalar.value);
  return text.uses
    .filter(({ name }) => !names.includes(name))
    .map(({ name, line, column }) => {
      const near = find(name, names);
      const start = (lineStarts[line - 1] ?? 0) + column - 1;
      return {
        severity: 'error' as const,
        code: 'variable-undeclared',
        ...told(
          say('variable-undeclared', { name }),
          near === undefined ? say('declare-variable', { name }) : place('did-you-mean', { meant: near }),
        ),
        at: spanOf(start, start + name.length),
      };
    });
}

/** `variable-unused`: a value that has to be given for nothing, or a slip. */
function unusedFaults(declared: readonly Entry[], used: ReadonlySet<string>): Fault[] {
  return declared
    .filter(({ key }) => !used.has(key))
    .map(({ key, keyAt }) => ({
      severity: 'warning',
      code: 'variable-unused',
      ...told(say('variable-unused', { name: key }), say('remove-or-use', { name: key })),
      at: keyAt,
    }));
}

/** `text-too-long` (45002; 2048 bytes by users' reports) and `text-length-unproved`. */
function lengthFaults(
  { at }: Scalar,
  bytes: number,
  text: CompiledText,
  variables: readonly Variable[],
): Fault[] {
  if (bytes > longestTextBytes) {
    return [
      {
        severity: 'error',
        code: 'text-too-long',
        ...told(
          say(text.uses.length === 0 ? 'text-too-long' : 'text-too-long-at-most', {
            bytes,
            most: longestTextBytes,
          }),
          say('shorten-or-limit'),
        ),
        at,
      },
    ];
  }
  const used = new Set(text.uses.map(({ name }) => name));
  const unbounded = variables.filter((variable) => used.has(variable.name) && isUnbounded(variable));
  if (unbounded.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'text-length-unproved',
      ...told(
        say('length-unproved', { variables: unbounded.map(({ name }) => name), most: longestTextBytes }),
        say('give-max-length'),
      ),
      at,
    },
  ];
}

/** `template-fault`: no Liquid, or a rendering that fails. */
function templateFault(source: Source, scalar: Scalar, { message, line, column }: TextFault): Fault {
  const start = (lineStartsOf(scalar.value)[line - 1] ?? 0) + column - 1;
  return {
    severity: 'error',
    code: 'template-fault',
    ...told(say('template-unread', { why: message }), say('see-tags')),
    at: spanInside(source, scalar, start, start + 1),
  };
}

function lineStartsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
