import type { Liquid } from 'liquidjs';
import type { VariableValue } from '../model/message.ts';

/**
 * How values are put into a text. `none`: the field holds no markup. `markup`: WeChat reads `<a>` in it, so `<` and `>`
 * of a value are written as entities. `attributes`: the text has tags of its own, so quotes are as well. `json`: the text is
 * JSON, and a value stays within its string.
 * That WeChat shows entities as the characters they stand for is modelled: its docs say nothing about escaping.
 */
export type Escaping = 'none' | 'markup' | 'attributes' | 'json';

/** What is wrong with a text or its rendering, counted in the text: line and column from 1. */
export class TextFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'TextFault';
    this.line = line;
    this.column = column;
  }
}

/** One place where a text uses a variable. */
export interface VariableUse {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export interface CompiledText {
  /** The text as it is written. */
  readonly source: string;
  readonly uses: readonly VariableUse[];
  /** Throws a `TextFault`, for an undefined variable or a limit that is met. */
  render(values: Readonly<Record<string, VariableValue>>): string;
}

/** Reads a text as Liquid, in strict mode. Rejects with a `TextFault`. Loads the engine only when there is something to fill in. */
export async function compileText(text: string, escaping: Escaping): Promise<CompiledText> {
  if (!/\{\{|\{%/.test(text)) return { source: text, uses: [], render: () => text };
  const { Liquid: Engine } = await import('./liquid.ts');
  const engine = engines[escaping] ?? strictEngine(Engine, escaping);
  engines[escaping] = engine;
  return attempt(() => {
    const template = engine.parse(text);
    const { globals } = engine.analyzeSync(template, { partials: false });
    return {
      source: text,
      uses: Object.values(globals).flatMap((variables) => variables.map(useOf)),
      render: (values) => attempt(() => String(engine.renderSync(template, scopeOf(values)))),
    };
  });
}

const engines: Partial<Record<Escaping, Liquid>> = {};

/** Ours: far more than a message of 2048 bytes needs, far less than would hurt. */
const bounds = { parseLimit: 64 * 1024, memoryLimit: 1_000_000, renderLimit: 1000 };

/** No loops, no files, and nothing that prints a value past the escaping. */
const allowedTags = new Set(['assign', 'capture', 'case', 'comment', 'if', 'unless', 'raw', '#']);
const allowedFilters = new Set(
  `abs append at_least at_most capitalize ceil default divided_by downcase first floor join last lstrip minus modulo plus
  prepend remove remove_first replace replace_first replace_last round rstrip size slice split squish strip
  strip_newlines times truncate upcase url_encode`.split(/\s+/),
);

function strictEngine(Engine: typeof Liquid, escaping: Escaping): Liquid {
  const engine = new Engine({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    outputEscape: escapes[escaping],
    ...bounds,
  });
  for (const tag of Object.keys(engine.tags)) if (!allowedTags.has(tag)) delete engine.tags[tag];
  for (const name of Object.keys(engine.filters)) if (!allowedFilters.has(name)) delete engine.filters[name];
  return engine;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const entityOf = (found: string) => entities[found] ?? found;

const escapes: Readonly<Record<Escaping, (value: unknown) => string>> = {
  none: (value) => String(value),
  markup: (value) => String(value).replace(/[<>]/g, entityOf),
  attributes: (value) => String(value).replace(/[<>"']/g, entityOf),
  json: (value) => JSON.stringify(String(value)).slice(1, -1),
};

/** Without a prototype, `constructor` is a variable like any other: undefined. */
function scopeOf(values: Readonly<Record<string, VariableValue>>): object {
  return Object.assign(Object.create(null), values);
}

function useOf(variable: {
  segments: readonly unknown[];
  location: { row: number; col: number };
}): VariableUse {
  return {
    name: String(variable.segments[0]),
    line: variable.location.row,
    column: variable.location.col,
  };
}

function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): TextFault {
  const { message, token } = error as Error & { token?: { getPosition?: () => [number, number] } };
  const [line, column] = token?.getPosition?.() ?? [1, 1];
  return new TextFault(message.split('\n', 1)[0]?.replace(/, line:\d+, col:\d+$/, '') ?? '', line, column);
}
