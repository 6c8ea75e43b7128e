// A rule puts pieces of the file into its sentences. None has to think of secrets: what it says passes here before it is shown.
import type { Said, Saying, Told } from '../model/saying.ts';
import { withoutSecrets } from '../model/secret-looks.ts';
import { visible } from '../model/visible.ts';
import { told } from '../words/say.ts';
import { maskedText } from './mask.ts';

/** What a fault says. */
interface Words {
  readonly message: string;
  readonly hint?: string;
  readonly said?: Said<'message' | 'hint'>;
}

/**
 * Makes what is said of a text fit to be shown: without anything that looks like a secret, and without what is masked in
 * the text. `shown` is that text, as long, with asterisks in the place of secrets.
 */
export function fitToShow({ text, shown }: { readonly text: string; readonly shown: string }) {
  const secrets = maskedPieces(text, shown);
  return ({ message, hint, said }: Words): Words => {
    const saidMessage = said?.message && (masked(said.message) as Saying);
    const saidHint = said?.hint && (masked(said.hint) as Saying);
    const isAsSaid = saidMessage === said?.message && saidHint === said?.hint;
    if (saidMessage !== undefined && !isAsSaid) return saidAnew(saidMessage, saidHint);
    return {
      message: withoutSecrets(message),
      ...(hint !== undefined && { hint: withoutSecrets(hint) }),
      ...(said && { said }),
    };
  };

  /** The same value when nothing in it is secret. Keys of sentences stay what they are. */
  function masked(value: unknown): unknown {
    if (typeof value === 'string') return maskedPart(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map(masked);
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    const isSaying = 'key' in value && 'values' in value;
    const entries = Object.entries(value).map(([name, part]) =>
      isSaying && name === 'key' ? [name, part, part] : [name, masked(part), part],
    );
    if (entries.every(([, part, before]) => part === before)) return value;
    return Object.fromEntries(entries.map(([name, part]) => [name, part]));
  }

  function maskedPart(part: string): string {
    const found = secrets.filter((secret) => part.includes(secret));
    return found.reduce(
      (done, secret) => done.replaceAll(secret, '*'.repeat(secret.length)),
      maskedText(part, []),
    );
  }
}

function saidAnew(message: Saying, hint: Saying | undefined): Told {
  return hint === undefined ? told(message) : told(message, hint);
}

/**
 * What is masked in a text, longest first: each masked stretch of a line, and each part of it that may be a secret by itself,
 * because a rule may quote a part. Short ones are left out: they would blot words that have nothing to do with them.
 */
function maskedPieces(text: string, shown: string): string[] {
  const stretches = [...shown.matchAll(/\*+/g)]
    .map(({ index, 0: stars }) => text.slice(index, index + stars.length))
    .filter((stretch) => !/^\**$/.test(stretch));
  const wholes = stretches.map((stretch) => stretch.replace(/^["']|["']$/g, '').trim());
  const parts = stretches.flatMap((stretch) => stretch.split(/[\s"'“”‘’`{}[\],;|]+/));
  const pieces = [
    ...wholes.filter(({ length }) => length >= shortestWhole),
    ...parts.filter((part) => part.length >= shortestPart && /\d/.test(part)),
  ];
  const asShown = pieces.flatMap((piece) => [piece, visible(piece)]);
  return [...new Set(asShown)].sort((one, other) => other.length - one.length);
}

const shortestWhole = 6;
const shortestPart = 8;
