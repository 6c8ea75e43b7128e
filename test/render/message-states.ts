import type { LiveMedia, MediaKey } from '../../src/model/media.ts';
import { mediaKey, mediaRef } from '../../src/model/media.ts';
import type { MediaFile, Template, TemplateText } from '../../src/model/message.ts';
import { plainTemplate, templateDigest } from '../../src/model/plain-template.ts';
import type { RecordedMedia, RecordedTemplate } from '../../src/model/recorded.ts';
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
  body: { msgtype: 'text', content: { content: text('{{name}},您好!请问有什么可以帮您?') } },
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

function recorded({ name, ...rest }: Template): [string, RecordedTemplate] {
  const body = plainTemplate({ name, ...rest });
  return [name, { digest: templateDigest(body), body }];
}

/** As they were last applied: `welcome` said something else, `farewell` has left the config since. */
export const recordedTemplates: ReadonlyMap<string, RecordedTemplate> = new Map([
  ...templates.filter(({ name }) => name === 'found' || name === 'gone' || name === 'greeting').map(recorded),
  recorded({
    ...welcome,
    body: { msgtype: 'text', content: { content: text('{{name}},你好!请问有什么能帮您的吗?') } },
  }),
  recorded(
    template('farewell', 1, { body: { msgtype: 'text', content: { content: text('欢迎再次光临 \u202E') } } }),
  ),
]);

const record = (media: MediaFile, uploadedAt: string): [MediaKey, RecordedMedia] => [
  mediaKey(media),
  { mediaId: `id-of-${media.path}`, name: mediaRef(media).name, uploadedAt },
];

export const recordedMedia: ReadonlyMap<MediaKey, RecordedMedia> = new Map([
  record(gone, '2026-10-01T08:00:00.000Z'),
  record(greeting, '2026-11-20T07:00:00.000Z'),
  record(unused, '2026-10-01T08:00:00.000Z'),
]);

export const listedMedia: readonly LiveMedia[] = [
  { mediaId: 'id-of-found', kind: 'image', name: `images/2026/11/${mediaRef(found).name}` },
  { mediaId: 'id-of-./media/old.jpg', kind: 'image', name: mediaRef(unused).name },
];
