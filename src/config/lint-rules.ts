import { isPlain } from '../model/plain-text.ts';
import { say } from '../words/en/accounts.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import type { Fault, Source } from './source.ts';
import { contentOf } from './template-rules.ts';
import { spanInside, spansInside } from './text-place.ts';
import { type Entry, entriesOf, itemsOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';

/** Doubts that no server has: what is likely a slip, or should not stand in a repository. All are warnings by default. */
export function lintFaults(source: Source, tree: Tree): Fault[] {
  const accounts = entriesOf(valueAt(tree, 'accounts'));
  const templates = entriesOf(valueAt(tree, 'templates'));
  return [
    ...accounts.flatMap(({ value }) => lookAlikes(source, valueAt(value, 'nickname'))),
    ...unreferenced(tree, templates),
    ...idsOf(templates).flatMap((id) => fullWidth(source, id)),
    ...[...accounts.map(({ value }) => valueAt(value, 'nickname')), ...templates.map(({ value }) => value)]
      .flatMap(scalarsOf)
      .flatMap((text) => personal(source, text)),
  ];
}

/** Letters of these scripts are drawn like Latin ones. */
const scripts = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee'] as const;

/** `nickname-look-alike`: letters of several alphabets in one name; customers could be made to trust the wrong one. */
function lookAlikes(source: Source, nickname: Tree | undefined): Fault[] {
  if (nickname?.kind !== 'scalar') return [];
  const { value } = nickname;
  if (isPlain(value)) return [];
  const found = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.exec(value);
  if (found === null || !/[\p{Script=Latin}\p{Script=Han}]/u.test(value)) return [];
  const script = scripts.find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(found[0])) ?? '';
  return [
    {
      severity: 'warning',
      code: 'nickname-look-alike',
      ...told(
        say('nickname-look-alike', { letter: found[0], script, code: `U+${hex(found[0])}` }),
        say('type-nickname-again'),
      ),
      at: spanInside(source, nickname, found.index, found.index + found[0].length),
    },
  ];
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** `template-unreferenced`: only in a file that has sequences; elsewhere templates are sent by name. */
function unreferenced(tree: Tree, templates: readonly Entry[]): Fault[] {
  const sequences = entriesOf(valueAt(tree, 'sequences'));
  if (sequences.length === 0) return [];
  const named = new Set(sequences.flatMap(({ value }) => itemsOf(valueAt(value, 'templates')).map(textOf)));
  return templates
    .filter(({ key }) => !named.has(key))
    .map(({ key, keyAt }) => ({
      severity: 'warning',
      code: 'template-unreferenced',
      ...told(say('template-unreferenced', { name: key }), say('remove-if-never-sent')),
      at: keyAt,
    }));
}

const idKeys = new Set([
  ...['id', 'media_id', 'thumb_media_id', 'article_id', 'card_id', 'appid', 'pagepath'],
  ...['url', 'picurl', 'musicurl', 'hqmusicurl', 'thumb_url'],
]);

function idsOf(templates: readonly Entry[]): Scalar[] {
  return templates
    .flatMap((template) => keyedScalars(contentOf(template)))
    .filter((tree) => tree.kind === 'scalar');
}

function keyedScalars(content: Tree | undefined): Tree[] {
  return entriesOf(content).flatMap(({ key, value }) =>
    idKeys.has(key) ? [value] : itemsOf(value).flatMap(keyedScalars),
  );
}

/** `full-width`: Chinese input methods write １０１ for 101; both look alike and are not the same id. */
function fullWidth(source: Source, id: Scalar): Fault[] {
  const found = /[\uFF01-\uFF5E\u3000]+/.exec(id.value);
  if (found === null) return [];
  return [
    {
      severity: 'warning',
      code: 'full-width',
      ...told(say('full-width', { found: found[0] }), say('write-it', { text: found[0].normalize('NFKC') })),
      at: spanInside(source, id, found.index, found.index + found[0].length),
    },
  ];
}

/** Mainland mobile numbers, resident ids (18 digits, the last may be X), and what looks like an OpenID. */
const personalPatterns = [
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g, 'personal-mobile'],
  [/(?<!\d)[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?![\dA-Za-z])/g, 'personal-identity'],
  [/(?<![\w-])o(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{27}(?![\w-])/g, 'personal-openid'],
] as const;

/** A mobile number. Most values are names, which are shorter. */
const shortestPersonal = 11;

/** `personal-data`: a repository keeps everything for ever. */
function personal(source: Source, text: Scalar): Fault[] {
  if (text.value.length < shortestPersonal) return [];
  const spanOf = spansInside(source, text);
  return personalPatterns.flatMap(([pattern, what]) =>
    [...text.value.matchAll(pattern)].map((match): Fault => {
      const at: Span = spanOf(match.index, match.index + match[0].length);
      return {
        severity: 'warning',
        code: 'personal-data',
        ...told(say(what), say('make-it-a-variable')),
        at,
      };
    }),
  );
}

function scalarsOf(tree: Tree | undefined): Scalar[] {
  if (tree === undefined) return [];
  if (tree.kind === 'scalar') return [tree];
  const below = tree.kind === 'list' ? tree.items : entriesOf(tree).map(({ value }) => value);
  return below.flatMap(scalarsOf);
}
