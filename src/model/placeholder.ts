/**
 * Values that nobody meant, left behind by templates, programs and people who wanted to come back.
 * - `marker`: a template of another tool was not filled in: `${NICK}`, `{{ nick }}`, `##NICK##`, `<nickname>`
 * - `nothing`: what programs write when a value is missing: `null`, `undefined`, `NaN`
 * - `note`: somebody wanted to come back: `TODO`, `待填写`
 * - `word`: a word for nothing, which a text may also mean: `None`, `N/A`
 */
export type PlaceholderKind = 'marker' | 'nothing' | 'note' | 'word';

/** The kind of placeholder a text as a whole is; undefined when it is none. */
export function placeholderKind(text: string): PlaceholderKind | undefined {
  const bare = text.trim();
  if (bare.length > longestPlaceholder) return undefined;
  return kinds.find(([, pattern]) => pattern.test(bare))?.[0];
}

/** Longer than any name between signs. */
const longestPlaceholder = 100;

const markers = [
  String.raw`\$\{[^{}]*\}`,
  String.raw`\$\([^()]*\)`,
  String.raw`\$?\{\{.*\}\}`,
  String.raw`\{%.*%\}`,
  '<%.*%>',
  String.raw`#\{[^{}]*\}`,
  String.raw`\{[\w.]*\}`,
  String.raw`\[\[.*\]\]`,
  '##[^#]+##',
  String.raw`%\w+%`,
  String.raw`%\(\w+\)[a-z]`,
  '%[sd@]',
  '@@?[A-Z_][A-Z0-9_]*@@?',
  '__[A-Z][A-Z0-9_]*__',
  String.raw`\$+[A-Z_][A-Z0-9_]*\$*`,
  '<+[^<>]+>+',
];
const spreadsheetErrors = String.raw`#(?:N/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV/0!)`;
const notes = String.raw`todo|tbd|tbc|fixme|x{3,8}|(?:change|replace)[-_ ]?me|placeholder|your[-_][\w-]+|待定|待填写?|待补充?|请填写|请替换`;

const kinds: readonly (readonly [PlaceholderKind, RegExp])[] = [
  ['marker', new RegExp(`^(?:${markers.join('|')})$`, 's')],
  [
    'nothing',
    new RegExp(String.raw`^(?:[Nn]ull|NULL|[Uu]ndefined|NaN|~|\[object \w+\]|${spreadsheetErrors})$`),
  ],
  ['note', new RegExp(`^(?:${notes})[:：.…!！]*$`, 'i')],
  ['word', /^(?:None|none|NONE|nil|[Nn]\/[Aa])$/],
];

/** A stretch of a text that nobody meant, counted in the text. */
export interface LeftBehind {
  readonly kind: 'marker' | 'note';
  readonly start: number;
  readonly end: number;
}

/**
 * What was left behind within a text that says more: markers around a name, and notes in capitals. `{{ name }}` counts
 * where no template of kefu's own may stand.
 */
export function leftBehindIn(text: string, isTemplate: boolean): LeftBehind[] {
  if (!mayHaveLeftBehind.test(text)) return [];
  const markersInside = isTemplate ? markersWithinTemplates : markersWithin;
  return [
    ...[...text.matchAll(markersInside)].map((match) => stretch('marker', match)),
    ...[...text.matchAll(notesWithin)].map((match) => stretch('note', match)),
  ];
}

const foreignMarkers = String.raw`\$\{\s*[A-Za-z_][\w.-]*\s*\}|\$\(\s*[A-Za-z_][\w.-]*\s*\)|##[A-Za-z_]\w*##`;
const markersWithinTemplates = new RegExp(foreignMarkers, 'g');
const markersWithin = new RegExp(String.raw`${foreignMarkers}|\{\{-?\s*[A-Za-z_][\w.-]*\s*-?\}\}`, 'g');
const notesWithin = /(?<![A-Za-z0-9_])(?:TODO|FIXME|TBD)(?![A-Za-z0-9_])|待填写|待补充/g;

/** What every marker and note has a part of: most texts have none, and walking through matches is slow. */
const mayHaveLeftBehind = /[$#{]|TODO|FIXME|TBD|待/;

function stretch(kind: LeftBehind['kind'], match: RegExpExecArray): LeftBehind {
  return { kind, start: match.index, end: match.index + match[0].length };
}
