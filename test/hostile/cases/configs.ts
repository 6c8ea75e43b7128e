import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { liquid, numbers, paths, texts, yamlPieces } from './corpora.ts';
import { anyText, damagedBytes, damagedValue, hostileValue, type Value } from './damage.ts';

/** A config, and a file that it may name. */
export interface ConfigCase {
  readonly config: string | Uint8Array;
  /** `hostile.bin` beside it. */
  readonly picture: Uint8Array;
}

/** A config with something of everything. */
export const wholeConfig = {
  version: 1,
  officialAccount: {
    name: 'shop-cn',
    wechatId: 'kftest',
    appId: 'wx0123456789abcdef',
    credentials: { appSecret: { env: 'KEFU_APP_SECRET' } },
  },
  policy: {
    unmanaged: 'delete',
    maxDeletes: 3,
    maxDeletesPerDay: 5,
    media: 'delete',
    unverifiable: 'keep',
    invite: 'once',
    parallelism: 4,
  },
  accounts: {
    alice: { nickname: '小美', avatar: './day.png', worker: 'wxid_alice', protect: true },
    bob: { nickname: '阿博', previously: ['bobby'], password: { env: 'BOB' } },
    carol: { state: 'absent' },
    dora: { nickname: '朵拉', avatar: './hostile.bin' },
  },
  templates: {
    hello: {
      msgtype: 'text',
      as: 'alice',
      variables: {
        name: { type: 'string', maxLength: 20, example: '小王' },
        count: { type: 'integer', minimum: 1, maximum: 9, default: 1 },
      },
      text: { content: '{{ name }},您好!您有{{ count }}个订单。' },
    },
    promo: { msgtype: 'image', image: { file: './day.png' } },
    news: {
      msgtype: 'news',
      news: {
        articles: [
          { title: '新品', description: '上架', url: 'https://a.cn/p', picurl: 'https://a.cn/p.jpg' },
        ],
      },
    },
    menu: {
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: '满意吗?',
        list: [
          { id: '1', content: '满意' },
          { id: '2', content: '不满意' },
        ],
        tail_content: '谢谢',
      },
    },
  },
  sequences: { welcome: { after: 'message', templates: ['hello', 'promo', 'news', 'menu'] } },
} satisfies { [key: string]: Value };

/** What might stand there as well, so that much of what is made is valid, and goes on to be planned. */
const mild: fc.Arbitrary<Value> = fc.constantFrom(
  '小红',
  './day.png',
  'alice',
  'dora',
  'carol',
  'hello',
  'wxid_x',
  'keep',
  'delete',
  1,
  2,
  5,
  true,
  false,
);
const own = fc.oneof(
  { weight: 3, arbitrary: mild },
  hostileValue,
  fc.constantFrom(...paths),
  fc.constantFrom(...numbers),
);
const templateText = fc
  .array(fc.constantFrom(...liquid), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''));

/** The whole config with another text in its template, and some limits of its variables changed. */
const withTemplate = fc
  .tuple(
    templateText,
    fc.constantFrom<Value>(...numbers, '', null),
    fc.constantFrom('maxLength', 'minimum', 'maximum', 'default', 'example'),
  )
  .map(([content, limit, which]): Value => {
    const { hello } = wholeConfig.templates;
    const name = { ...hello.variables.name, [which]: limit };
    return {
      ...wholeConfig,
      templates: { hello: { ...hello, variables: { ...hello.variables, name }, text: { content } } },
    };
  });

/** The whole config with nicknames of the corpus. */
const withNicknames = fc
  .tuple(fc.constantFrom(...texts), fc.constantFrom(...texts), fc.constantFrom(...paths))
  .map(([alice, bob, avatar]): Value => {
    const { accounts } = wholeConfig;
    const dora = { ...accounts.dora, avatar };
    return {
      ...wholeConfig,
      accounts: {
        ...accounts,
        alice: { ...accounts.alice, nickname: alice },
        bob: { ...accounts.bob, nickname: bob },
        dora,
      },
    };
  });

/** Large values as JSON, which is YAML, too: the library that writes YAML takes its time. */
function asYaml(value: Value): string {
  const json = JSON.stringify(value, null, 1);
  return json.length > 8000 ? json : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
const yamlText = safely(fc.oneof(damagedValue(wholeConfig, own), withTemplate, withNicknames));

/** Some values can't be written as YAML at all. */
function safely(values: fc.Arbitrary<Value>): fc.Arbitrary<string> {
  return values.map((value) => {
    try {
      return asYaml(value) ?? 'null';
    } catch {
      return 'null';
    }
  });
}

const nickname = fc
  .array(fc.constantFrom(...'客服小美😀Ａa1 .-_'), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join('').trim() || '客');
const some = fc.option(nickname, { nil: undefined });

/** Configs without a fault: they go on to be planned, told and filled in. */
const withoutFault = fc
  .record({
    alice: some,
    bob: some,
    erin: some,
    carol: fc.boolean(),
    unmanaged: fc.constantFrom('keep', 'delete'),
    maxDeletes: fc.nat(5),
    templates: fc.subarray(['promo', 'news', 'menu'] as const),
    title: nickname,
  })
  .map(({ alice, bob, erin, carol, unmanaged, maxDeletes, templates, title }): Value => {
    const { accounts, templates: all, sequences: _, ...rest } = wholeConfig;
    const [article] = all.news.news.articles;
    const news = { ...all.news, news: { articles: [{ ...article, title }] } };
    const chosen = Object.fromEntries(templates.map((name) => [name, name === 'news' ? news : all[name]]));
    return {
      ...rest,
      policy: { ...rest.policy, unmanaged, maxDeletes },
      accounts: {
        ...(alice ? { alice: { ...accounts.alice, nickname: alice } } : {}),
        ...(bob ? { bob: { ...accounts.bob, nickname: bob } } : {}),
        ...(erin ? { erin: { nickname: erin, avatar: './inside/day.png' } } : {}),
        ...(carol ? { carol: accounts.carol } : {}),
      },
      ...(templates.length > 0 ? { templates: chosen } : {}),
    } as Value;
  })
  .map(asYaml);

const pieces = fc.array(fc.constantFrom(...yamlPieces), { maxLength: 40 }).map((all) => all.join(''));
const withPieces = fc.tuple(fc.nat(), fc.nat(60), pieces).map(([at, length, text]) => {
  const whole = asYaml(wholeConfig);
  const start = at % whole.length;
  return whole.slice(0, start) + text + whole.slice(start + length);
});

const day = readFileSync(resolve(import.meta.dirname, '../../cases/pictures/day.png'));
const moon = readFileSync(resolve(import.meta.dirname, '../../cases/pictures/glasses.jpg'));
const heads = [
  '',
  'GIF89a\x01\x00\x01\x00',
  '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
  'RIFF\xFF\xFF\xFF\xFFWEBPVP8L',
  '\xFF\xD8\xFF',
  '\x89PNG\r\n\x1A\n',
  '\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR\x00\x00\xC3\x50\x00\x00\xC3\x50\x08\x06\x00\x00\x00',
  'BM',
  '%PDF-1.7',
  'PK\x03\x04',
  'MZ',
  'ID3\x04\x00\x00\x7F\x7F\x7F\x7F',
];

/** Bytes that begin like a picture, or are one that was damaged. */
export const hostilePicture: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }))
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest])),
  ...[day, moon].map((picture) =>
    fc
      .tuple(fc.nat(picture.length), fc.nat(40), fc.uint8Array({ maxLength: 20 }))
      .map(([at, length, put]) => {
        const start = at % 600;
        return Buffer.concat([
          picture.subarray(0, start),
          put,
          picture.subarray(start + length, picture.length),
        ]);
      }),
  ),
);

export const configCases: fc.Arbitrary<ConfigCase> = fc.record({
  config: fc.oneof(
    { weight: 3, arbitrary: withoutFault },
    { weight: 5, arbitrary: yamlText },
    { weight: 3, arbitrary: withPieces },
    { weight: 1, arbitrary: pieces },
    { weight: 1, arbitrary: damagedBytes(asYaml(wholeConfig)) },
    { weight: 1, arbitrary: anyText(300) },
  ),
  picture: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Uint8Array>(day) },
    { weight: 1, arbitrary: hostilePicture },
  ),
});
