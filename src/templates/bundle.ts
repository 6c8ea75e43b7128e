import type { AccountId } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type {
  MediaFile,
  MediaSource,
  MessageType,
  Sequence,
  Template,
  TemplateBody,
  TemplateText,
  Trigger,
  Variable,
} from '../model/message.ts';
import { say } from '../words/en/messages.ts';
import { told } from '../words/say.ts';
import { validateBundle } from './generated/validate-bundle.js';
import type { MediaIds } from './media-ids.ts';

/** A template as a bundle keeps it: the YAML's keys, with the whole kf account and the ids of media. */
interface BundledTemplate {
  readonly msgtype: MessageType;
  readonly as?: AccountId;
  readonly aimsgcontext?: Template['aimsgcontext'];
  readonly variables?: Readonly<Record<string, Omit<Variable, 'name'>>>;
  /** The message object stands under the name of the msgtype. */
  readonly [content: string]: unknown;
}

/** The canned messages of one official account as one JSON document, for the team's own chat service. */
export interface Bundle {
  readonly format_version: '1.0';
  readonly kefu_version: string;
  readonly official_account: { readonly name: string; readonly app_id: string; readonly wechat_id: string };
  readonly templates: Readonly<Record<string, BundledTemplate>>;
  /** When ids of temporary media end, ISO 8601. */
  readonly temporary_media?: Readonly<Record<string, string>>;
  readonly sequences: Readonly<
    Record<string, { readonly after: Trigger; readonly templates: readonly string[] }>
  >;
}

/** The templates and sequences of a bundle. */
export interface Unbundled {
  readonly officialAccount: Bundle['official_account'];
  readonly templates: readonly Template[];
  readonly sequences: readonly Sequence[];
  /** All media stand in the templates as ids. */
  readonly media: MediaIds;
}

/** A template for a bundle. `mediaId` has to know each of its files: throws otherwise. */
export function bundledTemplate(
  { name: _, as, aimsgcontext, variables, body }: Template,
  mediaId: (file: MediaFile) => string | undefined,
): BundledTemplate {
  return {
    msgtype: body.msgtype,
    ...(as !== undefined && { as }),
    ...(aimsgcontext && { aimsgcontext }),
    ...(variables.length > 0 && {
      variables: Object.fromEntries(variables.map(({ name, ...variable }) => [name, variable])),
    }),
    [body.msgtype]: writtenPart(body.content, mediaId),
  };
}

function writtenPart(part: unknown, mediaId: (file: MediaFile) => string | undefined): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((item) => writtenPart(item, mediaId));
  if ('lines' in part) return (part as TemplateText).text;
  if ('kind' in part) return writtenMedia(part as MediaSource, mediaId);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, writtenPart(value, mediaId)]));
}

function writtenMedia(source: MediaSource, mediaId: (file: MediaFile) => string | undefined): string {
  if (source.kind === 'id') return source.id.text;
  const id = mediaId(source.file);
  if (id === undefined) throw new Error(`There is no media_id for ${source.file.path}.`);
  return id;
}

/** Reads a bundle. Throws a `Failure` (`bundle-invalid`) for anything that is not one. */
export function unbundled(value: unknown): Unbundled {
  if (!validateBundle(value)) {
    const [first] = validateBundle.errors ?? [];
    const path = first?.instancePath || say('the-whole');
    throw new Failure(
      'config',
      'bundle-invalid',
      told(say('bundle-invalid', { path, why: String(first?.message) }), say('write-bundle')),
    );
  }
  const bundle = value as Bundle;
  return {
    officialAccount: bundle.official_account,
    media: { idOf: () => undefined, endOf: (id) => endOf(bundle, id) },
    templates: Object.entries(bundle.templates).map(([name, written]) => templateOf(name, written)),
    sequences: Object.entries(bundle.sequences).map(([name, sequence]) => ({
      name,
      ...sequence,
      source: nowhere,
    })),
  };
}

function endOf({ temporary_media: ends = {} }: Bundle, mediaId: string): number | undefined {
  const end = Object.hasOwn(ends, mediaId) ? ends[mediaId] : undefined;
  return end === undefined ? undefined : Date.parse(end);
}

/** A bundle has no lines to point at. */
const nowhere = { file: 'bundle', line: 1, column: 1, length: 1, text: '' };

function templateOf(name: string, written: BundledTemplate): Template {
  const { msgtype, as, aimsgcontext, variables = {} } = written;
  return {
    name,
    ...(as !== undefined && { as }),
    ...(aimsgcontext && { aimsgcontext }),
    variables: Object.entries(variables).map(([key, variable]) => ({ name: key, ...variable })),
    body: { msgtype, content: readPart(written[msgtype], '') } as TemplateBody,
    source: nowhere,
  };
}

function readPart(part: unknown, key: string): unknown {
  if (Array.isArray(part)) return part.map((item) => readPart(item, key));
  if (typeof part === 'object' && part !== null)
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, readPart(value, name)]));
  const text: TemplateText = { text: String(part), lines: [] };
  if (key === 'id') return text.text;
  const isMedia = key === 'media_id' || key === 'thumb_media_id';
  return isMedia ? ({ kind: 'id', id: text } satisfies MediaSource) : text;
}
