import { secretLookalikes } from '../model/secret-looks.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/secrets.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { nearest } from './nearest.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';

const referenceKeys = ['env', 'file', 'command'];
const envName = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const secretKeys = new Set(['appSecret', 'accessToken', 'password']);
const namesASecret = /secret|token|passw/i;

/**
 * The places of the tree of a text where a secret stands though it should not; they are masked wherever the text is
 * shown. What looks like a secret in the text itself is masked anyway.
 */
export function literalSecrets(text: string, tree: Tree): Span[] {
  return [
    ...entriesThatNameSecrets(tree).flatMap(literalsIn),
    ...endpointUsers(tree),
    ...secretsBehindEscapes(text, tree),
  ];
}

/**
 * The keys and values that look like a secret, or hold what does, only once their escapes and line breaks are resolved: in
 * `"AppSecret:\n0123…"` an n stands before it.
 */
function secretsBehindEscapes(text: string, tree: Tree): Span[] {
  if (tree.kind === 'scalar') return isBehindEscapes(text, tree.value, tree.at) ? [tree.at] : [];
  if (tree.kind === 'list') return tree.items.flatMap((item) => secretsBehindEscapes(text, item));
  return entriesOf(tree).flatMap(({ key, keyAt, value }) => [
    ...(isBehindEscapes(text, key, keyAt) ? [keyAt] : []),
    ...secretsBehindEscapes(text, value),
  ]);
}

function isBehindEscapes(text: string, value: string, { start, end }: Span): boolean {
  const found = lookalikesIn(value);
  if (found.length === 0) return false;
  const written = new Set(lookalikesIn(text.slice(start, end)));
  return found.some((secret) => !written.has(secret));
}

function lookalikesIn(text: string): string[] {
  return secretLookalikes(text).map(({ start, end }) => text.slice(start, end));
}

/** Entries whose key names a secret, known or misspelt. Account names are not keys in this sense. */
function entriesThatNameSecrets(tree: Tree, underAccounts = false): Entry[] {
  if (tree.kind === 'list') return tree.items.flatMap((item) => entriesThatNameSecrets(item));
  return entriesOf(tree).flatMap((entry) => {
    if (!underAccounts && namesASecret.test(entry.key)) return [entry];
    return entriesThatNameSecrets(entry.value, entry.key === 'accounts');
  });
}

function literalsIn({ key, value }: Entry): Span[] {
  if (value.kind === 'scalar') return value.value === '' ? [] : [value.at];
  if (value.kind === 'list') return [value.at];
  if (!secretKeys.has(key)) return [];
  return entriesOf(value).flatMap(({ key: kind, keyAt, value: target }) => {
    if (!referenceKeys.includes(kind)) return nearest(kind, referenceKeys) ? [target.at] : [keyAt, target.at];
    const literal = kind === 'env' && !envName.test(textOf(target) ?? '');
    return literal ? [target.at] : [];
  });
}

/** `https://user:password@host`: what stands before the "@" may be a password. */
function endpointUsers(tree: Tree): Span[] {
  const endpoint = valueAt(valueAt(tree, 'officialAccount'), 'endpoint');
  return endpoint !== undefined && (textOf(endpoint) ?? '').includes('@') ? [endpoint.at] : [];
}

/** The faults that a secret stands in a file. */
export const secretCodes: ReadonlySet<string> = new Set(['literal-secret', 'secret-in-yaml']);

/** Faults of secrets and of references to them, as far as the file alone tells. None of them shows a secret. */
export function secretFaults(source: Source, tree: Tree): Fault[] {
  const entries = entriesThatNameSecrets(tree);
  const literal = entries
    .filter(({ value }) => value.kind === 'scalar' && value.value !== '')
    .map((entry) => literalSecret(source, entry));
  const references = entries.filter(({ key }) => secretKeys.has(key)).flatMap(referenceFaults);
  const reported = [...literal, ...references].flatMap(({ at }) => at ?? []);
  return [...literal, ...references, ...credentialsFaults(tree), ...lookalikeFaults(source, tree, reported)];
}

/** `literal-secret`: who can read the repository could act as the official account. */
function literalSecret(source: Source, { keyAt, value }: Entry): Fault {
  return {
    severity: 'error',
    code: 'literal-secret',
    ...told(say('literal-secret', { key: shownText(source, keyAt) }), say('into-environment')),
    at: value.at,
    covers: [value.at],
  };
}

/** `secret-reference`: a reference has exactly one of env, file and command. */
function referenceFaults({ key, keyAt, value }: Entry): Fault[] {
  if (value.kind === 'scalar') return value.value === '' ? [emptyReference(key, keyAt, value.at)] : [];
  const entries = entriesOf(value);
  const strange = entries.filter((entry) => !referenceKeys.includes(entry.key));
  if (entries.length === 1 && strange.length === 0) return envFaults(valueAt(value, 'env'));
  const meant = strange[0] && nearest(strange[0].key, referenceKeys);
  return [
    {
      severity: 'error',
      code: 'secret-reference',
      ...told(
        say('one-reference', { key }),
        meant === undefined ? say('write-env') : place('did-you-mean', { meant }),
      ),
      at: strange[0]?.keyAt ?? entries[1]?.keyAt ?? value.at,
      covers: [value.at, ...strange.map((entry) => entry.keyAt)],
    },
  ];
}

function emptyReference(key: string, keyAt: Span, valueAt: Span): Fault {
  return {
    severity: 'error',
    code: 'secret-reference',
    ...told(say('reference-empty', { key }), say('write-env')),
    at: keyAt,
    covers: [keyAt, valueAt],
  };
}

/** `env-name`: letters, digits and underscores (POSIX, environment variables). The name may be a misplaced secret. */
function envFaults(env: Tree | undefined): Fault[] {
  const name = textOf(env);
  if (env === undefined || name === undefined || envName.test(name)) return [];
  return [
    {
      severity: 'error',
      code: 'env-name',
      ...told(say('env-name'), say('write-env-name')),
      at: env.at,
      covers: [env.at],
    },
  ];
}

/** `credentials`: exactly one of appSecret and accessToken. */
function credentialsFaults(tree: Tree): Fault[] {
  const credentials = entryOf(valueAt(tree, 'officialAccount'), 'credentials');
  if (credentials?.value.kind !== 'mapping') return [];
  const ways = ['appSecret', 'accessToken'].filter((way) => entryOf(credentials.value, way) !== undefined);
  if (ways.length === 1) return [];
  return [
    {
      severity: 'error',
      code: 'credentials',
      ...told(say(ways.length === 0 ? 'credentials-none' : 'credentials-both'), say('keep-one-credential')),
      at: credentials.keyAt,
      covers: [credentials.value.at, credentials.keyAt],
    },
  ];
}

/** `secret-in-yaml`: something with the looks of an AppSecret or access token, under any key or in a comment. */
function lookalikeFaults(source: Source, tree: Tree, reported: readonly Span[]): Fault[] {
  const isReported = (span: Span) =>
    reported.some(({ start, end }) => start <= span.start && span.end <= end);
  return [...secretLookalikes(source.text), ...secretsBehindEscapes(source.text, tree)]
    .filter((span) => !isReported(span))
    .map(lookalikeAt);
}

/** `secret-in-yaml` at a place; what stands there is not told. */
export function lookalikeAt(at: Span): Fault {
  return {
    severity: 'error',
    code: 'secret-in-yaml',
    ...told(say('looks-like-secret'), say('remove-secret')),
    at,
    covers: [at],
  };
}
