import { createHash } from 'node:crypto';
import type { Json } from './json.ts';
import type { MediaFile, Template, Variable } from './message.ts';

/** A template as the state file and plans hold it: plain JSON without places. */
export interface PlainTemplate {
  readonly as?: string;
  readonly aimsgcontext?: { readonly is_ai_msg: 0 | 1 };
  readonly variables: readonly Variable[];
  readonly msgtype: string;
  /** The content object as WeChat names its keys; a file of the repository is a {@link PlainMedia}. */
  readonly content: { readonly [key: string]: Json };
}

/** A media file in the content of a {@link PlainTemplate}. */
export interface PlainMedia {
  readonly file: string;
  readonly sha256: string;
  readonly kind: string;
  readonly lifetime: string;
}

/** A template as plain JSON, without places and bytes. */
export function plainTemplate({ as, aimsgcontext, variables, body }: Template): PlainTemplate {
  return {
    ...(as === undefined ? {} : { as }),
    ...(aimsgcontext === undefined ? {} : { aimsgcontext }),
    variables,
    msgtype: body.msgtype,
    content: plainOf(body.content) as PlainTemplate['content'],
  };
}

/** `sha256:…` over a template. Where a media file lies does not count, only what is in it. */
export function templateDigest(template: PlainTemplate): string {
  const text = JSON.stringify(template, (key, value) => (key === 'file' ? undefined : value));
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Whether a value of a content is a file of the repository. */
export function isPlainMedia(value: Json): value is Json & PlainMedia {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { file, sha256, kind, lifetime } = value as { readonly [key: string]: Json };
  return [file, sha256, kind, lifetime].every((text) => typeof text === 'string');
}

function plainOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value as Json;
  if ('lines' in value && 'text' in value) return value.text as string;
  if ('kind' in value && value.kind === 'id' && 'id' in value) return plainOf(value.id);
  if ('kind' in value && value.kind === 'file' && 'file' in value) return plainMedia(value.file as MediaFile);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, plainOf(part)]),
  );
}

function plainMedia({ path, sha256, kind, lifetime }: MediaFile): Json {
  return { file: path, sha256, kind, lifetime };
}
