import { messageTypes, type Variable } from '../model/message.ts';
import { type CompiledText, compileText, TextFault } from '../templates/engine.ts';
import { escapingOf, hasMarkup, isAbsoluteUrl, isAddress } from '../templates/escaping.ts';
import { isAppId, linkFaults } from '../templates/links.ts';
import { isUnbounded, longestBytes } from '../templates/longest.ts';
import { longestTextBytes } from '../templates/render.ts';
import { nearest } from './nearest.ts';
import type { Fault, Source } from './source.ts';
import { contentOf } from './template-rules.ts';
import { spanInside } from './text-place.ts';
import { type Entry, entriesOf, itemsOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';
import { declaredFaults } from './variable-rules.ts';
import { variableOf } from './variables.ts';

/** Faults of the templates' texts and variables: what only reading them as templates shows. */
export async function templateTextFaults(source: Source, tree: Tree): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const template of entriesOf(valueAt(tree, 'templates'))) {
    const declared = entriesOf(valueAt(template.value, 'variables'));
    faults.push(...declaredFaults(declared), ...(await textFaults(source, template, declared)));
  }
  return faults;
}

/** One text of a template, with the key it stands under. */
interface Field {
  readonly key: string;
  readonly scalar: Scalar;
}

async function textFaults(source: Source, template: Entry, declared: readonly Entry[]): Promise<Fault[]> {
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
      const unknown = undeclared(source, scalar, text, variables);
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
      message: 'The id of an answer holds a variable; a click on it could not be told apart.',
      hint: 'Write a fixed id, such as "101".',
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
        message: `\`${key}\` is not an absolute http(s) address.`,
        hint: value.startsWith('//') ? 'Begin it with https:.' : 'Write it out: https://….',
        at,
      },
    ];
  }
  if (key !== 'appid' || isFilledIn || isAppId(value)) return [];
  return [
    {
      severity: 'error',
      code: 'mini-program-appid',
      message: '`appid` is not an AppID.',
      hint: 'An AppID is "wx" and 16 characters of 0-9 and a-f.',
      at: spanInside(source, scalar, 0, value.length),
    },
  ];
}

function markupFaults(source: Source, scalar: Scalar): Fault[] {
  return linkFaults(scalar.value).map(({ start, end, ...fault }) => ({
    severity: 'error',
    ...fault,
    at: spanInside(source, scalar, start, end),
  }));
}

/** `variable-undeclared`: strict templates fail on it when they are sent. */
function undeclared(
  source: Source,
  scalar: Scalar,
  text: CompiledText,
  variables: readonly Variable[],
): Fault[] {
  const names = variables.map(({ name }) => name);
  return text.uses
    .filter(({ name }) => !names.includes(name))
    .map(({ name, line, column }) => {
      const near = nearest(name, names);
      const start = offsetOf(scalar.value, line, column);
      return {
        severity: 'error' as const,
        code: 'variable-undeclared',
        message: `\`${name}\` is not declared.`,
        hint:
          near === undefined
            ? `Add \`variables: { ${name}: { type: string, maxLength: 20 } }\`.`
            : `Did you mean \`${near}\`?`,
        at: spanInside(source, scalar, start, start + name.length),
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
      message: `\`${key}\` is declared, but no text uses it.`,
      hint: `Remove it, or write {{ ${key} }} where its value belongs.`,
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
    const longest = text.uses.length === 0 ? '' : ' with the longest values allowed';
    return [
      {
        severity: 'error',
        code: 'text-too-long',
        message: `The text has ${bytes} bytes in UTF-8${longest}; WeChat takes at most ${longestTextBytes}.`,
        hint: 'Shorten it (a Chinese character takes 3 bytes, an emoji 4), or lower `maxLength`.',
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
      message: `Nothing bounds ${unbounded.map(({ name }) => `\`${name}\``).join(', ')}, so the text may exceed WeChat's ${longestTextBytes} bytes.`,
      hint: 'Give `maxLength` where it is declared.',
      at,
    },
  ];
}

/** `template-fault`: no Liquid, or a rendering that fails. */
function templateFault(source: Source, scalar: Scalar, { message, line, column }: TextFault): Fault {
  const start = offsetOf(scalar.value, line, column);
  return {
    severity: 'error',
    code: 'template-fault',
    message: `The template can't be read: ${message}.`,
    hint: 'docs/messages.md lists the tags and filters there are.',
    at: spanInside(source, scalar, start, start + 1),
  };
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
