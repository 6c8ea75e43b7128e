import type { editedRecordSentences as english } from '../en/records-edited.ts';

/** What is said of records that people take over, move and forget, in Chinese. */
export const editedRecordSentences = {
  'state-there-already': ({ place, count }) => `${place} 已经存在，其中记录了 ${count} 项。`,
  'move-this-away': () => '没有改动。如果另一个文件才是对的，请先移走这个文件。',
  'no-state-file': ({ file }) => `没有状态文件 ${file}。`,
  'no-record-of': ({ name }) => `没有 ${name} 的记录。`,
  'the-record-of': ({ name }) => `${name} 的记录`,
  'record-of-other-appid': ({ what, other, appId }) =>
    `${what} 属于 AppID ${other}，而配置文件中是 ${appId}。`,
  'same-account-only': () => '没有改动。只能接管同一个公众号的记录。',
  'name-is-for-backends': () => '`--name` 用于后端；保存在文件中的记录请用路径指定。',
  'such-as': ({ command }) => `\`${command}\``,
  'address-of-other-kind': ({ to, from }) => `${to} 与 ${from} 不是同一类地址。`,
  'no-such-address': ({ to }) => `${to} 不是任何对象的地址：kefu 将无法再读取它。`,
  'record-there-already': ({ address }) => `${address} 已有记录。`,
  'nothing-was-changed': () => '没有改动。',
  'nothing-recorded': () => '还没有任何记录。',
  'apply-records': () => '第一次执行会生成记录。',
  'write-not-settled': ({ address }) => `对 ${address} 的一次写入尚未核实。`,
  'apply-looks': () => '请先运行 `kefu apply`：它会核实结果。',
  'show-records': ({ address }) => `\`kefu state show\` 会列出记录；地址的形式如 ${address}。没有改动。`,
} satisfies typeof english;
