/** How the codes of messages, typing and media come about. */

import { customer, sendPath, shelve, silentCustomer, text, typingPath } from './scenes.ts';
import { get, official, post, type Step, settings, stage, trouble, upload, written } from './stage.ts';

const send = (changes: object = {}) => post(sendPath, { ...text, ...changes });
const sendText = (content: string) => send({ text: { content } });
const sendMenu = (list: object[]) => send({ msgtype: 'msgmenu', msgmenu: { list } });
const sendNews = (...articles: object[]) => send({ msgtype: 'news', news: { articles } });
const article = (changes: object) => ({ title: 't', description: 'd', url: 'u', picurl: 'p', ...changes });
const type = (command = 'Typing') => post(typingPath, { touser: customer, command });
const temporary = (file: Buffer, kind: string) => upload('/cgi-bin/media/upload', file, { type: kind });
const permanent = (file: Buffer, kind: string) =>
  upload('/cgi-bin/material/add_material', file, { type: kind });

const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)]);
const largeMp3 = Buffer.concat([mp3, Buffer.alloc(3e6)]);
/** 61 seconds: frames of 13 bytes, fifty a second. */
const longVoice = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(13 * 50 * 61, 0x04)]);

const shelved =
  (known: Parameters<typeof shelve>[1]): Step =>
  () =>
    shelve(stage.emulator, known);

const thousandVoices: Step = () => {
  for (let n = 0; n < 1000; n += 1) shelve(stage.emulator, { id: `voice${n}`, kind: 'voice' });
};

export const messageErrorScenes: Record<number, readonly Step[]> = {
  40003: [send()],
  40004: [temporary(mp3, 'picture')],
  40006: [permanent(largeMp3, 'voice')],
  40007: [written(), send({ msgtype: 'image', image: { media_id: 'NONE' } })],
  40008: [written(), send({ msgtype: 'telegram' })],
  40137: [permanent(Buffer.from('no picture'), 'image')],
  40200: [official({ kind: 'miniprogram' }), written(), type()],
  40213: [written(), sendText('<a href="http://www.qq.com>点</a>')],
  40214: [written(), sendText('<a href="http://www.qq.com"></a>')],
  43004: [written({ relation: 'never-followed' }), send()],
  43019: [written({ blacklisted: true }), send()],
  44003: [written(), sendNews()],
  44004: [written(), sendText('')],
  45001: [temporary(largeMp3, 'voice')],
  45002: [written(), sendText('好'.repeat(683))],
  45003: [written(), sendNews(article({ title: 't'.repeat(65) }))],
  45004: [written(), sendNews(article({ description: 'd'.repeat(121) }))],
  45005: [written(), sendNews(article({ url: 'u'.repeat(1025) }))],
  45006: [written(), sendNews(article({ picurl: 'p'.repeat(1025) }))],
  45007: [temporary(longVoice, 'voice')],
  45008: [written(), sendNews(article({}), article({}))],
  45015: [() => silentCustomer(stage.emulator), send()],
  45047: [written({ grants: [{ trigger: 'scan', until: 4e12, left: 0 }] }), send()],
  45050: [
    settings({ linkMessages: 'refuse' }),
    written(),
    send({ msgtype: 'link', link: { title: 't', url: 'u' } }),
  ],
  45064: [trouble('no-mini-program-links'), written(), sendText('<a data-miniprogram-appid="wx1">点</a>')],
  45072: [written(), type('Shout')],
  45074: [thousandVoices, permanent(mp3, 'voice')],
  45080: [written({ lastExchangeAt: 0 }), type()],
  45081: [written(), type(), type()],
  45086: [official({ miniPrograms: ['wx1'] }), written(), sendText('<a data-miniprogram-appid="wx2">点</a>')],
  45087: [trouble('messages-blocked'), written(), send()],
  45094: [trouble('punished-on-enter-session'), written(), send()],
  45098: [written(), sendMenu(Array(51).fill({ id: '1', content: '好' }))],
  45099: [written(), sendMenu([{ id: '1', content: '好'.repeat(257) }])],
  46001: [shelved({ id: 'GONE' }), get('/cgi-bin/media/get', { media_id: 'GONE' })],
  48002: [written({ refusesMessages: true }), send()],
  48005: [
    shelved({ id: 'REPLY', inUse: true }),
    post('/cgi-bin/material/del_material', { media_id: 'REPLY' }),
  ],
  48008: [trouble('msgtype-not-permitted'), written(), send()],
  50002: [trouble('account-limited'), written(), send()],
  70000: [written({ minor: true }), send()],
};
