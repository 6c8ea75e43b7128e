import type { RecordedMedia } from '../../src/kinds/media/states.ts';
import type { RecordedTemplate } from '../../src/kinds/template/states.ts';
import { type Address, addressOf } from '../../src/model/address.ts';
import type { LiveMedia, MediaKey } from '../../src/model/media.ts';
import { mediaKey, mediaRef } from '../../src/model/media.ts';
import type { MediaFile, Template, TemplateText } from '../../src/model/message.ts';
import { type PlainTemplate, plainTemplate, templateDigest } from '../../src/model/plain-template.ts';

import { at, id } from './states.ts';

/** Templates and media that make a plan with every kind of change of them, for every reason. */

const text = (value: string): TemplateText => ({ text: value, lines: [] });

function file(path: string, digit: string, more: Partial<MediaFile> = {}): MediaFile {
  return {
    path,
    sha256: digit.repeat(64),
    kind: 'image',
    format: 'jpeg',
    lifetime: 'permanent',
    bytes: new Uint8Array(),
    source: at(60, 20, `    image: { file: ${path} }`),
    ...more,
  };
}

const promo = file('./media/promo.jpg', '5');
const gone = file('./media/gone.png', '6', { format: 'png' });
const found = file('./media/found.jpg', '7');
const greeting = file('./media/greeting.amr', '8', { kind: 'voice', format: 'amr', lifetime: 'temporary' });
const unused = file('./media/old.jpg', '9');

const template = (
  name: string,
  line: number,
  rest: Pick<Template, 'body'> & Partial<Template>,
): Template => ({
  name,
  variables: [],
  source: at(line, 3, `  ${name}:`),
  ...rest,
});

const image = (media: MediaFile): Template['body'] => ({
  msgtype: 'image',
  content: { media_id: { kind: 'file', file: media } },
});

const welcome = template('welcome', 50, {
  as: id('alice'),
  body: { msgtype: 'text', content: { content: text('{{name}},您好!\n请问有什么可以帮您?\n回复数字即可') } },
  variables: [{ name: 'name', type: 'string', maxLength: 20 }],
});

const menu = template('satisfaction', 54, {
  body: {
    msgtype: 'msgmenu',
    content: {
      head_content: text('您对本次服务是否满意呢? ::error::`x` <b>@everyone</b>'),
      list: [
        { id: '101', content: text('满意') },
        { id: '102', content: text('不满意') },
      ],
    },
  },
});

export const templates: readonly Template[] = [
  template('found', 58, { body: image(found) }),
  template('gone', 59, { body: image(gone) }),
  template('greeting', 60, {
    body: { msgtype: 'voice', content: { media_id: { kind: 'file', file: greeting } } },
  }),
  template('promo', 61, { body: image(promo) }),
  template('promo-again', 62, { body: image(promo) }),
  menu,
  welcome,
];

const asApplied: readonly Template[] = [
  ...templates.filter(({ name }) => name === 'found' || name === 'gone' || name === 'greeting'),
  {
    ...welcome,
    body: {
      msgtype: 'text',
      content: { content: text('{{name}},你好!请问有什么能帮您的吗?\n回复数字即可') },
    },
  },
  template('farewell', 1, { body: { msgtype: 'text', content: { content: text('欢迎再次光临 \u202E') } } }),
];

/** As they were last applied: `welcome` said something else, `farewell` has left the config since. */
export const appliedTemplates: ReadonlyMap<string, PlainTemplate> = new Map(
  asApplied.map((one) => [one.name, plainTemplate(one)]),
);

const media = (file: MediaFile, uploadedAt: string): [Address, RecordedMedia] => [
  addressOf({ kind: 'media', name: mediaKey(file) }),
  { mediaId: `id-of-${file.path}`, name: mediaRef(file).name, uploadedAt },
];

/** The records of both. */
export const recordedMessages: readonly [Address, RecordedMedia | RecordedTemplate][] = [
  media(gone, '2026-10-01T08:00:00.000Z'),
  media(greeting, '2026-11-20T07:00:00.000Z'),
  media(unused, '2026-10-01T08:00:00.000Z'),
  ...[...appliedTemplates].map(([name, body]): [Address, RecordedTemplate] => [
    addressOf({ kind: 'template', name }),
    { digest: templateDigest(body), body },
  ]),
];

/** What WeChat lists of them, by key. */
export const listedMedia: ReadonlyMap<MediaKey, LiveMedia> = new Map([
  [
    mediaKey(found),
    { mediaId: 'id-of-found', kind: 'image', name: `images/2026/11/${mediaRef(found).name}` },
  ],
  [mediaKey(unused), { mediaId: 'id-of-./media/old.jpg', kind: 'image', name: mediaRef(unused).name }],
]);
