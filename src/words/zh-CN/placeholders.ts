import type { placeholderSentences as english } from '../en/placeholders.ts';

/** What is said of values that nobody meant, in Chinese. */
export const placeholderSentences = {
  'placeholder-marker': () => '没有人填写的占位符',
  'placeholder-nothing': () => '程序在缺少值时写出的内容',
  'placeholder-note': () => '有待填写的备注',
  'placeholder-word': () => '表示没有值的词',
  'masked-value': () => '被遮盖的值',
  'is-placeholder': ({ key, what }) => `\`${key}\` 是${what}。`,
  'value-is-placeholder': ({ key, value, what }) => `\`${key}\` 的值 \`${value}\` 是${what}。`,
  'placeholder-inside': ({ found, key, what }) => `\`${key}\` 中的 \`${found}\` 是${what}。`,
  'write-nickname-or-lint': () =>
    '请写客户看到的名称。如果确实有人叫这个名字，请设置 `lint: { placeholder: warning }`。',
  'write-customer-name': () => '请写客户看到的名称。',
  'write-worker': () => '请写此人的微信号；如果不邀请任何人，请去掉 `worker`。',
  'write-picture-path': () => '请写图片的路径，或去掉 `avatar`。',
  'write-speaker': () => '请写本文件中某个账号的名称，或去掉 `as`。',
  'write-previous-or-not': () => '请写该账号原来的名称，或去掉这一项。',
  'write-default-or-not': () => '请写值，或去掉 `default`，那样就必须另外给出值。',
  'write-env-reference': () => '请写 `{ env: 变量名 }`，kefu 会自己读取该变量。',
  'write-customer-text': () => '请写客户要读到的内容；kefu 只填入已声明变量的 `{{ name }}`。',
  'write-value-itself': () => '请直接写值：kefu 不会在此处填入任何内容。',
  'write-what-belongs': () =>
    '请写应有的内容；如果就是要让客户读到它，请设置 `lint: { placeholder-inside: off }`。',
  'unfilled-or-unquoted': ({ marker }) => `\`${marker}\` 是没有人填写的占位符，或是没有加引号的文本。`,
  'write-value-or-quote': ({ marker }) => `请直接写值；预设消息的文本要加引号：\`"${marker}"\`。`,
  'write-value-or-default': () => '请写值；要使用默认值，请删去这一行。',
  'literal-escape': ({ found, key }) =>
    `\`${key}\` 中的 \`${found}\` 是反斜杠和它后面的字符，客户会原样读到。`,
  'literal-escapes': ({ found, key, more }) =>
    `\`${key}\` 中的 \`${found}\`（另有 ${more} 处）是反斜杠和它后面的字符，客户会原样读到。`,
  'write-in-quotes-or-block': () =>
    '请给文本加上双引号，或在 `|-` 之下分行写；如果就是要反斜杠，请设置 `lint: { literal-escape: off }`。',
  'write-in-double-quotes': ({ value }) =>
    `请加上双引号：\`"${value}"\`；如果就是要反斜杠，请设置 \`lint: { literal-escape: off }\`。`,
  'address-entity': ({ entity }) => `地址中有网页源码的写法 \`${entity}\`，而微信会原样打开这个地址。`,
  'text-keeps-break': ({ key, header }) =>
    `文本末尾有换行，\`${key}: ${header}\` 会保留它，客户会看到一个空行。`,
  'value-keeps-break': ({ key, header }) => `\`${key}\` 末尾有换行，\`${key}: ${header}\` 会保留它。`,
  'write-header': ({ header }) =>
    `请写 \`${header}\`；如果就是要空行，请设置 \`lint: { last-line-break: off }\`。`,
  'write-on-line-or-header': ({ key, header }) => `请把值写在 \`${key}:\` 的同一行，或写 \`${header}\`。`,
  'keeps-quotes': ({ key, signs }) =>
    `\`${key}\` 的值会连引号一起保留：YAML 只认 \`"\` 和 \`'\`，而这一行用的是${signs}。`,
  'write-without-quotes': ({ key, inside, whole }) =>
    `请写 \`${key}: ${inside}\`；如果就是要引号，请在外面加上半角引号：\`${key}: '${whole}'\`。`,
} satisfies typeof english;
