import type { sendingSentences as english } from '../en/sending.ts';

/** What the commands about canned messages say, in Chinese. */
export const sendingSentences = {
  'sending-needs-yes': ({ name, whom }) =>
    `把 ${name} 发送给 ${whom}之前需要确认：没有终端，也没有 \`--auto-approve\`。`,
  'send-question': ({ name, whom }) => `要把 ${name} 发送给 ${whom}吗？发送后无法撤回。只接受“yes”：`,
  'customers-counted': ({ count }) => `${count} 位客户`,
  'rest-of': ({ whom }) => `${whom}中尚未发送的部分`,
  'nothing-sent': () => '没有发送任何内容。',
  'resume-later': () => '以后要继续时：运行同一条命令，并加上 `--resume`。',
  'no-recipient': () => '请指明发给谁：用 `--to` 或 `--to-file`，只能二选一。',
  'send-example': ({ command }) => `例如：\`${command}\``,
  'call-waits': ({ why, seconds }) => `${why}这次调用没有发送任何内容；${seconds} 秒后继续。`,
  'customer-in-line': ({ line, openid }) => `第 ${line} 行（${openid}）`,
  'message-sent': ({ to, template }) => `${to}：已发送 ${template}`,
  'message-sent-earlier': ({ to, template }) => `${to}：之前已发送过 ${template}，不再发送`,
  'message-unknown-earlier': ({ to }) => `${to}：无法确定之前是否已发送，不再发送`,
  'message-not-attempted': ({ to }) => `${to}：未执行`,
  'message-unknown': ({ to, why }) => `${to}：无法确定是否已发送。${why}`,
  'message-not-sent': ({ to, why }) => `${to}：未发送。${why}`,
  'sent-by-earlier-run': ({ count }) => `之前的运行已发送：${count}。`,
  'messages-counted': ({ sent, notSent, unknown, notAttempted }) =>
    `消息：${sent} 条已发送，${notSent} 条未发送，${unknown} 条无法确定，${notAttempted} 条未执行。`,
  'unknown-lines': ({ numbers }) => `无法确定是否已收到：第 ${numbers.join('、')} 行。`,
  'unknown-lines-hint': () =>
    'kefu 不会再向他们发送：请询问他们，或在后台查看聊天记录。确实没有收到的，请用 `--to` 单独发送。',
  'no-templates-here': () => '这份配置中没有预设消息。',
  'list-name': () => '名称',
  'list-type': () => '类型',
  'list-as': () => '发言账号',
  'list-values': () => '变量',
  'list-text': () => '文本',
  'wrote-messages': ({ file, count }) => `已写入 ${file}：${count} 条消息。`,
  'wrote-templates': ({ file, count }) => `已写入 ${file}：${count} 条预设消息。`,
  'message-file-not-writable': ({ file, code }) => `无法写入 ${file}（${code}）。`,
  'journal-without-file': () => '`--journal` 和 `--resume` 要与 `--to-file` 一起使用。',
  'one-keeps-no-journal': () => '只发给一位客户的消息没有日志。',
  'recipients-invalid': ({ file }) => `${file} 不是 OpenID 列表。没有发送任何内容。`,
  'no-openid-in': ({ file }) => `${file} 中没有 OpenID。`,
  'write-one-a-line': () => '请每行写一个。',
  'too-many-recipients': ({ file, count, most }) =>
    `${file} 中有 ${count} 个 OpenID，一次最多 ${most} 个。没有发送任何内容。`,
  'raise-max': ({ count }) => `请确认文件无误，然后使用 \`--max ${count}\`。`,
  'heading-left-out': ({ file, line }) => `${file}：第 ${line} 行是标题，已略过。`,
  'recipients-unreadable': ({ file, why }) => `无法读取 OpenID：${file} ${why}。`,
  'is-workbook': () => '是工作簿或压缩包，而不是文本文件',
  'is-encoded-as': ({ encoding }) => `的编码是 ${encoding}`,
  'is-not-utf8': () => '的编码不是 UTF-8',
  'name-text-file': () => '请指定每行一个 OpenID 的文本文件。',
  'save-column': () => '请把 OpenID 那一列另存为文本（UTF-8）。',
  'save-list-utf8': () => '请另存为 UTF-8：在 Excel 中选择“CSV UTF-8”，在记事本中用“另存为”的编码选项。',
  'save-plain-utf8': () => '请另存为 UTF-8。',
  'lines-with-columns': ({ file, numbers, more }) =>
    `${file}：第 ${numbers.join('、')} 行${andMore(more)}除了 OpenID 还有其他内容：多列或引号。没有发送任何内容。`,
  'copy-column': () => '请只把 OpenID 那一列复制到文本文件中，每行一个，不带引号。',
  'lines-without-openid': ({ file, numbers, more }) =>
    `${file}：第 ${numbers.join('、')} 行${andMore(more)}的内容不是 OpenID。没有发送任何内容。`,
  'openid-form': () => 'OpenID 由 1 到 64 个字母、数字、`-` 和 `_` 组成。',
  'openid-form-or-heading': () =>
    'OpenID 由 1 到 64 个字母、数字、`-` 和 `_` 组成。如果第 1 行是标题，请删去，或在开头写上 `#`。',
  'values-no-list': ({ file }) => `${file} 不是由名称和值组成的列表。`,
  'value-not-plain': ({ file, key }) => `${file} 不是由名称和值组成的列表：\`${key}\` 不是普通的值。`,
  'name-value-lines': ({ form }) => `请每行写一个 \`${form}\`。`,
  'values-have-faults': () => '给出的值有错误。',
  'no-pair': ({ pair }) => `“${pair}”不是名称和值。`,
  'value-empty': ({ name }) => `\`--set ${name}=\` 没有给出值。`,
  'set-or-empty-in-file': ({ form }) =>
    `请检查它引用的 shell 变量是否已设置；如果确实要空文本，请写在 \`--values\` 的文件中：\`${form}\``,
  'write-set': ({ form }) => `请写 \`${form}\`。`,
  'typing-shown': ({ to }) => `${to}：显示“对方正在输入”15 秒，或直到发出消息`,
  'typing-ended': ({ to }) => `${to}：不再显示“对方正在输入”`,
  'typing-refused': ({ to, why }) => `${to}：${why}`,
  'typing-unknown': ({ to, why }) => `${to}：无法确定是否已显示。${why}`,
} satisfies typeof english;

function andMore(count: number): string {
  return count === 0 ? '' : `等（另有 ${count} 行）`;
}
