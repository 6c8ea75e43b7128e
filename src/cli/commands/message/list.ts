import { jsonText } from '../../../model/json-text.ts';
import { mediaFilesOf, type Template } from '../../../model/message.ts';
import { inTerminal } from '../../../render/escape.ts';
import { lexiconIn } from '../../../render/lexicon.ts';
import { displayWidth, padToWidth } from '../../../render/width.ts';
import { writtenText } from '../../../templates/summary.ts';
import { say } from '../../../words/en/sending.ts';
import { type LanguageWords, sayIn } from '../../../words/language-words.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { openCanned } from '../../message/canned.ts';

export interface ListOptions {
  readonly config: string;
  readonly json: boolean;
}

/** Lists the templates of a config: name, type, who speaks, which values it takes, what it says. */
export async function run(options: ListOptions, world: CommandWorld): Promise<number> {
  const { terminal, words } = world;
  const comma = lexiconIn(words, []).words.listComma;
  const { desired } = await openCanned(options.config, world);
  const { templates } = desired;
  if (options.json) {
    terminal.out(jsonText({ templates: templates.map(documentOf) }));
  } else {
    terminal.out(
      tableOf(
        templates.map((template) => rowOf(template, comma)),
        words,
      ),
    );
  }
  return exitCodes.done;
}

function documentOf(template: Template) {
  const { name, as, body, variables, source } = template;
  return {
    name,
    msgtype: body.msgtype,
    as: as ?? null,
    variables,
    text: writtenText(body),
    media: mediaFilesOf(template).map(({ path, kind, lifetime, sha256 }) => ({
      path,
      kind,
      lifetime,
      sha256,
    })),
    source: { file: source.file, line: source.line, column: source.column },
  };
}

function rowOf({ name, as, body, variables }: Template, comma: string): string[] {
  const values = variables.map((variable) => variable.name).join(comma);
  return [name, body.msgtype, as ?? '-', values === '' ? '-' : values, firstLine(writtenText(body))];
}

const widestText = 48;

function firstLine(text: string): string {
  const line = inTerminal(text.trim().split('\n', 1)[0] ?? '');
  let cut = '';
  for (const character of line) {
    if (displayWidth(cut + character) > widestText) return `${cut}…`;
    cut += character;
  }
  return cut;
}

const columns = ['list-name', 'list-type', 'list-as', 'list-values', 'list-text'] as const;

function tableOf(rows: readonly string[][], words: LanguageWords): string {
  if (rows.length === 0) return `${sayIn(words, say('no-templates-here'))}\n`;
  const all = [columns.map((column) => sayIn(words, say(column))), ...rows];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((row) => displayWidth(row[column] ?? ''))),
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
