import { resolve } from 'node:path';
import { writeDurably } from '../../../backend/write-durably.ts';
import { Failure } from '../../../model/failure.ts';
import type { Template } from '../../../model/message.ts';
import type { ShownMessage } from '../../../model/shown-message.ts';
import { visible } from '../../../model/visible.ts';
import { renderTemplate } from '../../../templates/render.ts';
import { sampleValues } from '../../../templates/sample.ts';
import { say } from '../../../words/en/sending.ts';
import { sayIn } from '../../../words/language-words.ts';
import { notWritten } from '../../../words/system-hints.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { type Canned, openCanned, templateNamed } from '../../message/canned.ts';
import { faultsOf } from '../../message/faults.ts';
import { shownMessage } from '../../message/shown.ts';
import { givenValues, type ValueFlags } from '../../message/values.ts';

export interface PreviewOptions extends ValueFlags {
  readonly config: string;
  /** Empty: all. */
  readonly names: readonly string[];
  /** File for a page, instead of the terminal. */
  readonly html?: string;
}

/** Shows templates as a customer sees them, with example values where none are given. Sends nothing. */
export async function run(options: PreviewOptions, world: CommandWorld): Promise<number> {
  const canned = await openCanned(options.config, world);
  const { desired } = canned;
  const templates =
    options.names.length === 0
      ? desired.templates
      : options.names.map((name) => templateNamed(desired, name));
  const given = await givenValues(options, world);
  const messages: ShownMessage[] = [];
  for (const template of templates) messages.push(await shown(canned, template, given));
  if (options.html !== undefined)
    await writePage(options.html, desired.officialAccount.name, messages, world);
  else await print(messages, world);
  return exitCodes.done;
}

/** Of the values given, those this template knows; media need not be uploaded to be shown. */
async function shown(
  { desired }: Canned,
  template: Template,
  given: Readonly<Record<string, unknown>>,
): Promise<ShownMessage> {
  const known = new Set(template.variables.map(({ name }) => name));
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => known.has(name)));
  const values = sampleValues(template, own);
  const rendering = await renderTemplate(template, { values, mediaId: ({ path }) => path });
  if (!rendering.ok) throw faultsOf(template.name, rendering.faults);
  return shownMessage(desired, template, rendering.body);
}

async function print(messages: readonly ShownMessage[], { terminal, words }: CommandWorld): Promise<void> {
  const { renderMessageText } = await import('../../../render/message-text.ts');
  const texts = messages.map((message) => renderMessageText(message, terminal.paint, words.lang));
  terminal.out(texts.length === 0 ? `${sayIn(words, say('no-templates-here'))}\n` : texts.join('\n'));
}

async function writePage(
  file: string,
  title: string,
  messages: readonly ShownMessage[],
  { terminal, cwd, words }: CommandWorld,
): Promise<void> {
  const { messagePage } = await import('../../../render/message-page.ts');
  try {
    await writeDurably(resolve(cwd, file), messagePage(title, messages, words.lang));
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    const what = notWritten(say('message-file-not-writable', { file: visible(file), code }), code);
    throw new Failure('config', 'not-writable', what, { cause: error });
  }
  const wrote = say('wrote-messages', { file: visible(file), count: messages.length });
  terminal.out(`${sayIn(words, wrote)}\n`);
}
