import type { AccountId } from './account.ts';
import type { SourceRange } from './diagnostic.ts';

/** Every msgtype of `message/custom/send` (WeChat docs, sendCustomMessage). `link` is documented for mini programs only. */
export const messageTypes = [
  'text',
  'image',
  'voice',
  'video',
  'music',
  'news',
  'mpnews',
  'mpnewsarticle',
  'msgmenu',
  'wxcard',
  'miniprogrampage',
  'link',
] as const;

export type MessageType = (typeof messageTypes)[number];

interface Article<Text> {
  readonly title: Text;
  readonly description: Text;
  readonly url: Text;
  readonly picurl: Text;
}

interface MenuItem<Text> {
  /** Comes back as `bizmsgmenuid` when it is clicked; never a template. */
  readonly id: string;
  readonly content: Text;
}

/**
 * What stands in the object named like the msgtype, keys as WeChat names them and in the order of its docs. A template
 * has text and media still to be filled in; a message has strings.
 */
interface Contents<Text, Media> {
  readonly text: { readonly content: Text };
  readonly image: { readonly media_id: Media };
  readonly voice: { readonly media_id: Media };
  readonly video: {
    readonly media_id: Media;
    readonly thumb_media_id: Media;
    readonly title?: Text;
    readonly description?: Text;
  };
  readonly music: {
    readonly title: Text;
    readonly description: Text;
    readonly musicurl: Text;
    readonly hqmusicurl?: Text;
    readonly thumb_media_id: Media;
  };
  readonly news: { readonly articles: readonly Article<Text>[] };
  readonly mpnews: { readonly media_id: Media };
  readonly mpnewsarticle: { readonly article_id: Text };
  readonly msgmenu: {
    readonly head_content?: Text;
    readonly list: readonly MenuItem<Text>[];
    readonly tail_content?: Text;
  };
  readonly wxcard: { readonly card_id: Text; readonly card_ext?: Text };
  readonly miniprogrampage: {
    readonly title: Text;
    readonly appid: Text;
    readonly pagepath: Text;
    readonly thumb_media_id: Media;
  };
  readonly link: {
    readonly title: Text;
    readonly description?: Text;
    readonly url: Text;
    readonly thumb_url?: Text;
  };
}

type Body<Text, Media> = {
  readonly [Type in MessageType]: { readonly msgtype: Type; readonly content: Contents<Text, Media>[Type] };
}[MessageType];

/** A text of a template: Liquid, with the place each of its lines starts at in the YAML (none for a bundle's). */
export interface TemplateText {
  readonly text: string;
  readonly lines: readonly SourceRange[];
}

export type MediaKind = 'image' | 'voice' | 'video' | 'thumb';

/** `temporary` media are gone after three days (WeChat docs, 新增临时素材). */
export type MediaLifetime = 'permanent' | 'temporary';

/** A media file of the repository, read once and safely; what is uploaded are exactly these bytes. */
export interface MediaFile {
  /** As written in the YAML. */
  readonly path: string;
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string;
  readonly kind: MediaKind;
  /** As WeChat's pages name it: jpeg, png, gif, bmp, amr, mp3, wma, wav, mp4. */
  readonly format: string;
  /** Length of a voice, where its format tells. */
  readonly seconds?: number;
  readonly lifetime: MediaLifetime;
  readonly bytes: Uint8Array;
  readonly source: SourceRange;
}

/** Where a message's media comes from: an id WeChat gave, or a file that apply uploads. */
export type MediaSource =
  | { readonly kind: 'id'; readonly id: TemplateText }
  | { readonly kind: 'file'; readonly file: MediaFile };

export type TemplateBody = Body<TemplateText, MediaSource>;
export type TemplateContents = Contents<TemplateText, MediaSource>;
/** A message whose texts are rendered and whose media have their ids. */
export type MessageBody = Body<string, string>;

export const variableTypes = ['string', 'url', 'integer', 'number', 'boolean'] as const;
export type VariableType = (typeof variableTypes)[number];
export type VariableValue = string | number | boolean;

/**
 * A text from a command line or a file as the type it stands for; anything else as it is. A number that would be sent in
 * other digits (12.50, 007, more than 2^53) stays a text, and is refused.
 */
export function valueOfType<Value>(value: Value, type: VariableType): Value | number | boolean {
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return isNumeric(type) && String(Number(value)) === value ? Number(value) : value;
}

/** Whether its values are numbers. */
export function isNumeric(type: VariableType): boolean {
  return type === 'integer' || type === 'number';
}

/** A variable a template declares, with what its values may be. */
export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  readonly default?: VariableValue;
  readonly example?: VariableValue;
  /** In characters (code points); for `string` and `url`. */
  readonly maxLength?: number;
  /** For `integer` and `number`. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The only values a `string` may have. */
  readonly enum?: readonly string[];
}

/** A canned message as the YAML describes it, resolved. */
export interface Template {
  readonly name: string;
  /** The kf account that speaks; without one the official account itself does. */
  readonly as?: AccountId;
  /** 1: WeChat adds a grey line that the content comes from an AI. */
  readonly aimsgcontext?: { readonly is_ai_msg: 0 | 1 };
  /** Sorted by name. */
  readonly variables: readonly Variable[];
  readonly body: TemplateBody;
  readonly source: SourceRange;
}

/** What a customer does that lets the account write: each opens its own window. */
export type Trigger = 'message' | 'menu' | 'follow' | 'scan' | 'pay' | 'complaint';

/** Templates that are sent one after the other when the customer has done `after`. */
export interface Sequence {
  readonly name: string;
  readonly after: Trigger;
  /** Names of templates, in the order of sending. */
  readonly templates: readonly string[];
  readonly source: SourceRange;
}

/** The body of `message/custom/send`, keys in the order of WeChat's docs. */
export type SendBody = {
  readonly touser: string;
  readonly msgtype: MessageType;
} & { readonly [Type in MessageType]?: Contents<string, string>[Type] } & {
  readonly customservice?: { readonly kf_account: string };
  readonly aimsgcontext?: { readonly is_ai_msg: 0 | 1 };
};

/** The media of a template that come from files, in the order of its fields. */
export function mediaFilesOf({ body }: Template): readonly MediaFile[] {
  const sources: unknown[] = Object.values(body.content);
  return sources.flatMap((source) => (isFileSource(source) ? [source.file] : []));
}

function isFileSource(value: unknown): value is Extract<MediaSource, { kind: 'file' }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'file';
}
