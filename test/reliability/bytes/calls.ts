// Every call of kefu, and in one word what the client makes of its answer.
import { samePicture } from '../../../src/avatars/compare.ts';
import { accountId } from '../../../src/model/account.ts';
import type { Failure } from '../../../src/model/failure.ts';
import type { MediaFile } from '../../../src/model/message.ts';
import type { WechatClient } from '../../../src/wechat/client.ts';

/** `lost`: what was to be read could not be, or tells nothing. Of what was read: the thing itself. */
export type Word = 'applied' | 'not-applied' | 'unknown' | 'lost' | `read ${string}`;

export interface Asked {
  readonly name: string;
  /** What a whole answer comes to. */
  readonly whole: RegExp;
  ask(client: WechatClient, endpoint: string): Promise<Heard>;
}

/** `said`: all that the client tells of it. */
export interface Heard {
  readonly word: Word;
  readonly said: string;
}

export const customer = 'oCUSTOMER_1';
const alice = accountId('alice', 'kftest');
const bob = accountId('bob', 'kftest');

type Sent = (client: WechatClient) => Promise<{ readonly kind: string }>;

const write = (name: string, send: Sent, whole = /^applied$/): Asked => ({
  name,
  whole,
  ask: async (client) => {
    const outcome = await send(client);
    return { word: outcome.kind as Word, said: JSON.stringify(outcome) };
  },
});

const refused = (name: string, send: Sent) => write(name, send, /^(not-applied|unknown)$/);

const read = (name: string, of: (client: WechatClient) => Promise<unknown>): Asked => ({
  name,
  whole: /^read ./,
  ask: async (client) => {
    try {
      return { word: `read ${JSON.stringify((await of(client)) ?? null)}`, said: '' };
    } catch (error) {
      const { message, hint = '' } = error as Failure;
      return { word: 'lost', said: `${message} ${hint}` };
    }
  },
});

/** A picture that is fetched to be looked at beside the one that was sent. */
const picture = (name: string, sent: Uint8Array): Asked => ({
  name: `picture ${name}`,
  whole: /^read same$/,
  ask: async ({ pictures }, endpoint) => {
    const served = await pictures.fetch(`${endpoint}/pictures/${name}`);
    const likeness = served && (await samePicture(sent, served));
    return { word: served && likeness !== 'cannot-tell' ? `read ${likeness}` : 'lost', said: '' };
  },
});

/** In an order in which each of them works. `shelf`: gives the id of the media that was put there. */
export function callsWith(pictures: ReadonlyMap<string, Uint8Array>, shelf: () => string): readonly Asked[] {
  const [[, bytes] = ['', new Uint8Array()]] = pictures;
  const file = { path: './day.png', kind: 'image', format: 'png', lifetime: 'permanent', bytes } as MediaFile;
  const hello = { touser: customer, msgtype: 'text', text: { content: '您好' } } as const;
  return [
    read('stable_token', async ({ inquiries }) => {
      await inquiries.token();
      return 'a token';
    }),
    write('kfaccount/add', ({ accounts }) => accounts.add(alice, '小美')),
    refused('kfaccount/add, refused', ({ accounts }) => accounts.add(alice, '小美')),
    write('kfaccount/update', ({ accounts }) => accounts.update(alice, '小丽')),
    write('kfaccount/uploadheadimg', ({ accounts }) =>
      accounts.uploadAvatar(alice, { bytes, contentType: 'image/png' }),
    ),
    write('kfaccount/inviteworker', ({ accounts }) => accounts.invite(alice, 'wxid_alice')),
    read('getkflist', ({ accounts }) => accounts.list()),
    read('getonlinekflist', ({ accounts }) => accounts.online()),
    write('custom/send', ({ messages }) => messages.send(hello)),
    refused('custom/send, refused', ({ messages }) => messages.send({ ...hello, touser: 'oNOBODY' })),
    write('custom/typing', ({ messages }) => messages.typing(customer, 'Typing')),
    write('material/add_material', ({ media }) => media.uploadPermanent(file, 'day.png')),
    write('media/upload', ({ media }) => media.uploadTemporary(file, 'day.png')),
    read('material/batchget_material', ({ media }) => media.list('image')),
    read('quota/get', async ({ inquiries }) => inquiries.quota('/customservice/kfaccount/add')),
    read('get_api_domain_ip', ({ inquiries }) => inquiries.serverAddresses()),
    write('material/del_material', ({ media }) => media.delete(shelf())),
    write('kfaccount/del', ({ accounts }) => accounts.delete(alice)),
    refused('kfaccount/del, refused', ({ accounts }) => accounts.delete(bob)),
    ...[...pictures].map(([name, sent]) => picture(name, sent)),
  ];
}
