import type { exportSentences as english } from '../en/exports.ts';

/** What is said of an export, in Chinese. */
export const exportSentences = {
  'export-written': ({ file, count }) => `已写入 ${file}：${count} 个账号。`,
  'export-up-to-date': ({ file, count }) => `${file} 已是最新：${count} 个账号。没有改动。`,
  'avatar-saved': ({ account, path }) => `已保存 ${account} 的头像：${path}`,
  'left-out-title': () => '未导出：',
  'left-out-entry': ({ what, reason }) => `  ${what}：${reason}`,
  'next-plan-not-empty': () => '下一份计划不为空：',
  'next-plan-empty': () => '下一份计划为空。',
  'nobody-can-tell': ({ field, name }) => `无法确认 ${name} 的${field}是否与线上一致。`,
  'avatars-outside': () => '`--avatars` 指定的文件夹在配置文件所在的文件夹之外。',
  'avatars-beside-config': () => '请在配置文件旁边指定一个：配置文件只能使用自己文件夹中的文件。',
  'file-not-writable': ({ file, code }) => `无法写入 ${file}（${code}）。`,
  'live-suffixes': ({ suffixes, wechatId }) =>
    `线上账号以 ${suffixes.join('、')} 结尾，没有以 @${wechatId} 结尾的。`,
  'its-wechat-id': ({ wechatId }) => `如果公众号没有弄错，它的微信号是 ${wechatId}。没有写入任何内容。`,
  'no-live-wechat-id': () => '没有线上账号，无法得知微信号。没有写入任何内容。',
  'name-wechat-id': () => '请用 `--wechat-id` 指定，或从 `kefu init` 开始。',
  'faults-nothing-sent': () => '配置有错误；没有发送任何内容。',
  'export-file-there': ({ file }) => `${file} 已经存在；没有改动。`,
  'bring-up-to-date': ({ command }) => `要更新它，请运行：\`${command}\``,
  'no-file-to-export': ({ file }) => `没有文件 ${file}。`,
  'first-export': () => '第一次导出请使用 `--app-id`，并把 AppSecret 放在 KEFU_APP_SECRET 中。',
  'out-other-folder': () => '`--out` 指定的文件与配置文件不在同一个文件夹。',
  'write-beside-config': () => '请写在配置文件旁边，或用 `--app-id` 新建一份。',
} satisfies typeof english;
