import type { AccountId } from '../model/account.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type {
  MediaFile,
  MediaSource,
  MessageBody,
  MessageType,
  SendBody,
  Template,
  TemplateText,
  VariableValue,
} from '../model/message.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/templates.ts';
import { told } from '../words/say.ts';
import { compileText, TextFault } from './engine.ts';
import { escapingOf, isAbsoluteUrl, isAddress } from './escaping.ts';
import { checkedValues } from './values.ts';

/** By users' reports (WeChat's current page gives no limit): longer texts are refused with 45002. */
export const longestTextBytes = 2048;

export interface RenderInput {
  /** Given, unknown and missing ones are faults. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The media_id WeChat gave for a file; undefined when it was not uploaded. */
  readonly mediaId: (file: MediaFile) => string | undefined;
  /** Whether WeChat has thrown away a media_id by now; where it is not given, nobody looks. */
  readonly isExpired?: (mediaId: string) => boolean;
}

export type Rendering =
  | { readonly ok: true; readonly body: MessageBody }
  | { readonly ok: false; readonly faults: readonly Diagnostic[] };

/** A template with its values filled in. All faults at once, each at its place in the YAML where it has one. */
export async function renderTemplate(template: Template, input: RenderInput): Promise<Rendering> {
  const checked = checkedValues(template.variables, input.values);
  if (!checked.ok) return checked;
  const faults: Diagnostic[] = [];
  const { msgtype, content } = template.body;
  const rendered = await renderPart(content, '', { msgtype, values: checked.values, input, faults });
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, body: { msgtype, content: rendered } as MessageBody };
}

/** The JSON body of `message/custom/send`, keys in the order of WeChat's docs. `as` speaks instead of the template's account. */
export function sendBody(
  template: Pick<Template, 'as' | 'aimsgcontext'>,
  { msgtype, content }: MessageBody,
  touser: string,
  as?: AccountId,
): SendBody {
  const speaker = as ?? template.as;
  return {
    touser,
    msgtype,
    [msgtype]: content,
    ...(speaker !== undefined && { customservice: { kf_account: speaker } }),
    ...(template.aimsgcontext && { aimsgcontext: template.aimsgcontext }),
  };
}

interface Run {
  readonly msgtype: MessageType;
  readonly values: Readonly<Record<string, VariableValue>>;
  readonly input: RenderInput;
  readonly faults: Diagnostic[];
}

/** Fills in every text and media below; what is neither stays, in its order. */
async function renderPart(part: unknown, key: string, run: Run): Promise<unknown> {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return Promise.all(part.map((item) => renderPart(item, key, run)));
  if ('lines' in part) return renderText(part as TemplateText, key, run);
  if ('kind' in part) return renderMedia(part as MediaSource, key, run);
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(part)) entries.push([name, await renderPart(value, name, run)]);
  return Object.fromEntries(entries);
}

async function renderText(written: TemplateText, key: string, run: Run): Promise<string> {
  try {
    const compiled = await compileText(written.text, escapingOf(run.msgtype, key, written.text));
    const text = compiled.render(run.values);
    const isFilledIn = compiled.uses.length > 0;
    run.faults.push(...resultFaults(text, key, isFilledIn, run.msgtype).map(at(written.lines[0])));
    return text;
  } catch (error) {
    if (!(error instanceof TextFault)) throw error;
    run.faults.push(templateFault(error, written.lines));
    return '';
  }
}

async function renderMedia(source: MediaSource, key: string, run: Run): Promise<string> {
  if (source.kind === 'id') return renderMediaId(source.id, key, run);
  const id = run.input.mediaId(source.file);
  if (id !== undefined) {
    if (run.input.isExpired?.(id)) run.faults.push(expired(source.file.path, source.file.source));
    return id;
  }
  run.faults.push({
    severity: 'error',
    code: 'media-not-uploaded',
    ...told(say('not-uploaded', { file: source.file.path }), say('apply-uploads')),
    range: source.file.source,
  });
  return '';
}

async function renderMediaId(written: TemplateText, key: string, run: Run): Promise<string> {
  const id = await renderText(written, key, run);
  if (run.input.isExpired?.(id)) run.faults.push(expired(say('media-of', { key }), written.lines[0]));
  return id;
}

/** `media-expired`: WeChat answers 40007 to it. */
function expired(what: string | Saying, range: SourceRange | undefined): Diagnostic {
  return {
    severity: 'error',
    code: 'media-expired',
    ...told(say('media-expired', { what }), say('apply-uploads-again')),
    ...(range && { range }),
  };
}

/** What can only be seen once the values are in: `text-empty` (44004), `text-too-long` (45002), `message-url`. */
function resultFaults(text: string, key: string, isFilledIn: boolean, msgtype: MessageType): Diagnostic[] {
  if (text.trim() === '') {
    return [
      { severity: 'error', code: 'text-empty', ...told(say('text-empty', { key }), say('other-values')) },
    ];
  }
  const bytes = new TextEncoder().encode(text).length;
  if (msgtype === 'text' && bytes > longestTextBytes) {
    return [
      {
        severity: 'error',
        code: 'text-too-long',
        ...told(say('text-too-long', { bytes, most: longestTextBytes }), say('shorten-text-or-values')),
      },
    ];
  }
  if (isFilledIn && isAddress(key) && !isAbsoluteUrl(text)) {
    const what = told(say('not-absolute', { key }), say('give-https-value'));
    return [{ severity: 'error', code: 'message-url', ...what }];
  }
  return [];
}

function at(range: SourceRange | undefined): (fault: Diagnostic) => Diagnostic {
  return (fault) => (range === undefined ? fault : { ...fault, range });
}

/** `template-fault`, at its line and column of the YAML. */
function templateFault({ message, line, column }: TextFault, lines: readonly SourceRange[]): Diagnostic {
  const start = lines[line - 1] ?? lines[0];
  return {
    severity: 'error',
    code: 'template-fault',
    ...told(say('template-unfilled', { why: message }), say('use-declared')),
    ...(start && { range: { ...start, column: start.column + column - 1, length: 1 } }),
  };
}
