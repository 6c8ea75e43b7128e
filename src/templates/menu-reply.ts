import { Failure } from '../model/failure.ts';
import type { Template } from '../model/message.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/messages.ts';
import { told } from '../words/say.ts';

/** A customer's click on an answer of a msgmenu. */
export interface MenuReply {
  /** The customer. */
  readonly openid: string;
  /** The id that came back, `bizmsgmenuid`. */
  readonly id: string;
  /** What the answer said when it was clicked. */
  readonly content: string;
  /** The template and answer the id belongs to; absent when no template has it (any more). */
  readonly template?: string;
  readonly item?: { readonly id: string; readonly content: string };
}

/** WeChat's pushes have less than 64 KB; what is longer is not one. */
const longestPush = 64 * 1024;

/**
 * Reads the push that WeChat sends after a click in a msgmenu (WeChat docs, 接收普通消息: a text with `bizmsgmenuid`).
 * Resolves to undefined for any other push. Rejects with a `Failure` for one that is still encrypted, for what is no XML of that kind, or holds a
 * document type or entity definitions: those could be made to read files or to fill the memory.
 */
export async function readMenuReply(
  xml: string,
  templates: readonly Template[],
): Promise<MenuReply | undefined> {
  const push = await readPush(xml);
  // In the compatible mode (兼容模式) a push has both; then nothing has to be decrypted.
  if (push.Encrypt !== undefined && push.MsgType === undefined) throw encrypted();
  const { bizmsgmenuid: id, FromUserName: openid } = push;
  if (push.MsgType !== 'text' || typeof id !== 'string' || id === '' || typeof openid !== 'string')
    return undefined;
  const content = typeof push.Content === 'string' ? push.Content : '';
  return { openid, id, content, ...answerOf(id, templates) };
}

function answerOf(id: string, templates: readonly Template[]): Pick<MenuReply, 'template' | 'item'> {
  for (const { name, body } of templates) {
    if (body.msgtype !== 'msgmenu') continue;
    const item = body.content.list.find((answer) => answer.id === id);
    if (item !== undefined) return { template: name, item: { id, content: item.content.text } };
  }
  return {};
}

async function readPush(xml: string): Promise<Readonly<Record<string, unknown>>> {
  if (xml.length > longestPush) throw notAPush(say('push-too-long'));
  if (/<!(?!\[CDATA\[)/.test(withoutCdata(xml))) throw notAPush(say('push-with-doctype'));
  const { XMLParser, XMLValidator } = await import('./xml.ts');
  if (XMLValidator.validate(xml) !== true) throw notAPush(say('push-no-xml'));
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    // Ids such as 0101 stay text.
    parseTagValue: false,
    trimValues: true,
    // Only the five entities of XML itself.
    htmlEntities: false,
  });
  const parsed: unknown = parser.parse(xml);
  const root = ownObject(ownObject(parsed)?.xml);
  if (root === undefined) throw notAPush(say('push-without-root'));
  return root;
}

/** What stands in CDATA is text, whatever it looks like. */
function withoutCdata(xml: string): string {
  return xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
}

function ownObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null), value)
    : undefined;
}

function encrypted(): Failure {
  return new Failure('config', 'push-encrypted', told(say('push-encrypted'), say('decrypt-first')));
}

function notAPush(why: Saying): Failure {
  return new Failure('config', 'push-invalid', told(say('push-invalid', { why }), say('pass-body')));
}
