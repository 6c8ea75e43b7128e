import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { isAddress } from '../templates/escaping.ts';
import { addressesWithEntities, hasEntity, literalEscapes, withoutEntities } from '../templates/slips.ts';
import { say as account } from '../words/en/accounts.ts';
import { say } from '../words/en/placeholders.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { isQuoteOfInputMethod, isQuoteSign } from './sign-quotes.ts';
import { namesOfSigns } from './signs.ts';
import type { Fault, Source } from './source.ts';
import { spanInside, spansInside } from './text-place.ts';
import { isPlain, type Scalar } from './tree.ts';
import type { Value } from './value-uses.ts';

/** Slips of writing in a single value: what stands there is not what the customer was to get. */
export function slipFaults(source: Source, values: readonly Value[]): Fault[] {
  return values
    .filter(({ use }) => use !== 'secret' && use !== 'pointer')
    .flatMap((value) => [
      ...escapeFaults(source, value),
      ...entityFaults(source, value),
      ...lastLineBreak(source, value),
      ...quotesOfInputMethod(source, value),
    ]);
}

/** `literal-escape`: only double quotes make a line break of `\n`; elsewhere customers read a backslash and an n. */
function escapeFaults(source: Source, { key, scalar }: Value): Fault[] {
  const [first, ...others] = literalEscapes(scalar.value);
  if (first === undefined) return [];
  const found = scalar.value.slice(first.start, first.end);
  return [
    {
      severity: 'warning',
      code: 'literal-escape',
      ...told(
        others.length === 0
          ? say('literal-escape', { found, key })
          : say('literal-escapes', { found, key, more: others.length }),
        inDoubleQuotes(scalar.value),
      ),
      at: spanInside(source, scalar, first.start, first.end),
    },
  ];
}

const longestShown = 60;

/** The value as it stands in double quotes, where only they make the escapes work. */
function inDoubleQuotes(value: string): Saying {
  if (value.length > longestShown || /["\n]/.test(value)) return say('write-in-quotes-or-block');
  return say('write-in-double-quotes', { value: visible(value) });
}

/** `address-entity`: a page's source writes `&amp;` for "&"; an address that is opened does not. */
function entityFaults(source: Source, { key, scalar }: Value): Fault[] {
  const { value } = scalar;
  const isWhole = isAddress(key) || key === 'pagepath' || key === 'endpoint';
  const found =
    isWhole && hasEntity(value) ? [{ start: 0, end: value.length }] : addressesWithEntities(value);
  const spanOf = spansInside(source, scalar);
  return found.map(({ start, end }) => {
    const address = value.slice(start, end);
    const [entity = ''] = /&#?\w+;/.exec(address) ?? [];
    return {
      severity: 'error',
      code: 'address-entity',
      ...told(
        say('address-entity', { entity }),
        account('write-it', { text: visible(withoutEntities(address)) }),
      ),
      at: spanOf(start, end),
      covers: isWhole ? [scalar.at] : [],
    };
  });
}

/** `last-line-break`: a block keeps the break behind its last line unless it says `-`. */
function lastLineBreak(source: Source, { key, scalar, use }: Value): Fault[] {
  const header = blockHeader(source, scalar);
  if (header === undefined || !/\S\s*\n$/.test(scalar.value)) return [];
  const isRead = (use === 'text' || use === 'choice') && !isAddress(key);
  const meant = `${header.replaceAll(/[-+]/g, '')}-`;
  return [
    {
      severity: isRead ? 'warning' : 'error',
      code: 'last-line-break',
      ...told(
        say(isRead ? 'text-keeps-break' : 'value-keeps-break', { key, header }),
        isRead
          ? say('write-header', { header: meant })
          : say('write-on-line-or-header', { key, header: meant }),
      ),
      at: lastSign(source, scalar),
      covers: [scalar.at],
    },
  ];
}

/** `quotes-in-text`: YAML knows \" and ' alone, so other quotation marks around a value belong to it. */
function quotesOfInputMethod(source: Source, { key, scalar }: Value): Fault[] {
  const { value } = scalar;
  const first = value[0] ?? '';
  const last = value.at(-1) ?? '';
  const isQuoted = value.length > 1 && isQuoteSign(first) && isQuoteSign(last);
  if (!isQuoted || ![first, last].some(isQuoteOfInputMethod) || !isPlain(source, scalar)) return [];
  const inside = value.slice(1, -1);
  if ([...inside].some(isQuoteSign)) return [];
  return [
    {
      severity: 'warning',
      code: 'quotes-in-text',
      ...told(
        say('keeps-quotes', { key, signs: namesOfSigns([first, last].filter(isQuoteOfInputMethod)) }),
        say('write-without-quotes', { key, inside: visible(inside), whole: visible(value) }),
      ),
      at: scalar.at,
    },
  ];
}

/** Where the last line of a block ends. */
function lastSign(source: Source, { at }: Scalar): Span {
  const end = at.start + source.text.slice(at.start, at.end).trimEnd().length;
  return { start: end - 1, end };
}

/** `|`, `>-`, `|2` and the like, when the scalar is a block. */
function blockHeader(source: Source, { at }: Scalar): string | undefined {
  return /^[|>][-+0-9]*/.exec(source.text.slice(at.start, at.start + 4))?.[0];
}
