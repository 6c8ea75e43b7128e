import type { lockSentences as english, LockedRun } from '../en/locks.ts';

const runs: Readonly<Record<LockedRun, string>> = { apply: '执行', sending: '发送' };

/** What is said of locks and journals of deliveries, in Chinese. */
export const lockSentences = {
  holder: ({ pid, host, since }) => `${host} 上的进程 ${pid}（始于 ${since}）`,
  'holder-with-age': ({ pid, host, since, age }) => `${host} 上的进程 ${pid}（始于 ${since}，${age}）`,
  'holder-with-job': ({ holder, job }) => `${holder}（任务 ${job}）`,
  'age-days': ({ count }) => `${count} 天前`,
  'age-hours': ({ count }) => `${count} 小时前`,
  'age-minutes': ({ count }) => `${count} 分钟前`,
  'age-seconds': ({ count }) => `${count} 秒前`,
  'lock-cut-off': ({ file }) => `锁 ${file} 没有说明由谁持有：它的内容不完整。`,
  'lock-new-or-cut-off': ({ file }) => `锁 ${file} 没有说明由谁持有：它刚刚生成，或内容不完整。`,
  'lock-held': ({ run, who, file }) => `另一个${runs[run]}正在运行：${who}持有 ${file}。`,
  'lock-left-behind': ({ who, file }) => `${file} 是${who}留下的，该进程已不存在。`,
  'lock-in-container': ({ run, who, file }) =>
    `另一个${runs[run]}可能正在另一个容器中运行：${who}持有 ${file}。从这里看不到它是否仍在运行。`,
  'lock-on-machine': ({ run, host, who, file }) =>
    `另一个${runs[run]}可能正在另一台机器（${host}）上运行：${who}持有 ${file}。从这里看不到它是否仍在运行。`,
  'next-takes-over': ({ run }) => `无需处理：下一次${runs[run]}会接管它。`,
  'again-in-seconds': () => '请在几秒后重新运行 kefu：内容不完整的锁届时会被接管。',
  'wait-or-end-apply': () => '请等待（`--lock-timeout SECONDS`），或结束那个进程。',
  'wait-or-end-sending': () => '请等待，或结束那个进程。',
  'wait-or-unlock-apply': ({ unlock }) =>
    `请等待（\`--lock-timeout SECONDS\`）。如果确定它已不存在：\`${unlock}\``,
  'wait-or-unlock-sending': ({ unlock }) => `请等待。如果确定它已不存在：\`${unlock}\``,
  'two-undo-each-other': ({ hint }) => `${hint}两个执行同时进行会互相抵消；\`--force\` 仍会移除这个锁。`,
  'lock-changed': ({ file }) => `${file} 在此期间被另一个进程取得。`,
  'unlock-again': () => '未作改动。请再次运行 `kefu unlock`，看看由谁持有。',
  'lock-lost': ({ how }) => `锁已失去：${how}`,
  'no-new-write': () => '没有开始新的写入。请重新运行 kefu：它会在持锁的情况下核实未决的结果。',
  'lock-not-writable': ({ file, code }) => `无法写入锁文件 ${file}（${code}）。`,
  'right-beside-config': () => '请让 kefu 有权在配置文件旁边写入。',
  'lock-left': ({ place, why }) => `${place} 的锁未能释放：${why}`,
  'unlock-if-held': ({ unlock }) => `如果下次运行时发现锁仍被占用，请移除它：\`${unlock}\``,
  'lock-unusable': ({ file, why }) => `锁文件 ${file} ${why}。`,
  'lock-many-claims': ({ file }) => `锁文件 ${file} 的接管记录过多。`,
  'look-and-delete-lock': () => '这不是 kefu 造成的。请看看它是什么，并在没有执行运行时删除它。',
  'journal-exists': ({ journal, sent, notSent, unknown }) =>
    `这条消息已按此日志发送过：${journal} 中有 ${sent} 条已发送、${notSent} 条未发送、${unknown} 条无法确定。这次没有发送。`,
  'resume-or-new-journal': () =>
    '请用 `--resume` 继续：已收到或可能已收到的人会被跳过。要再次发给所有人，请用 `--journal` 指定新的日志。',
  'journal-missing': ({ journal }) => `没有可以继续的日志 ${journal}。`,
  'name-journal': () => '请用 `--journal` 指定。不带 `--resume` 时会新建日志，并发给文件中的所有人。',
  'journal-of-account': ({ journal, appId }) => `日志 ${journal} 属于另一个公众号（${appId}）。`,
  'journal-of-template': ({ journal, template }) => `日志 ${journal} 属于另一个预设消息（${template}）。`,
  'journal-of-text': ({ journal, template }) =>
    `日志 ${journal} 属于预设消息 ${template}，但文本、值或发言账号不同。`,
  'new-journal-or-same': () => '请用 `--journal` 指定新的日志，或给出与之前相同的消息。没有发送。',
  'journal-in-use': ({ journal }) => `另一个运行正在按日志 ${journal} 发送。`,
  'journal-in-use-by': ({ journal, who }) => `另一个运行正在按日志 ${journal} 发送：${who}。`,
  'journal-unreadable': ({ journal, why }) => `日志 ${journal} ${why}。`,
  'journal-not-opened': ({ journal, code }) => `无法打开日志 ${journal}（${code}）。`,
  'journal-no-journal': ({ journal }) => `${journal} 不是发送日志，或已被改动。`,
  'restore-journal': () => '没有发送：只有日志才知道谁已收到消息。请恢复它，或用 `--journal` 指定新的日志。',
  'journal-not-writable': ({ journal, code }) => `无法写入日志 ${journal}（${code}）。`,
  'other-journal': () => '凡是无法记录的，kefu 都不会发送。请用 `--journal` 指定其他位置。',
  'lock-of-until-now': ({ run, place }) => `另一个${runs[run]}直到刚才还持有 ${place} 的锁。`,
  'lock-of-held': ({ run, place }) =>
    `另一个${runs[run]}可能正在运行：${place} 的锁已被持有，服务器没有说明由谁持有。`,
  'lock-of-held-by': ({ run, who, place }) =>
    `另一个${runs[run]}可能正在运行：${who}持有 ${place} 的锁。从这里看不到它是否仍在运行。`,
  'lock-in-held': ({ run, who, name, place }) =>
    `另一个${runs[run]}正在运行：${who}持有 ${place} 中 ${name} 的锁。`,
  'lock-in-left-behind': ({ who, name, place }) => `${place} 中 ${name} 的锁是${who}留下的，该进程已不存在。`,
  'backend-hides-holder': ({ place }) => `后端 ${place} 没有说明由谁持有锁。`,
  'remove-in-server': () => '请在服务器上移除这个锁。',
  'name-locked-config': () => '请用 `--config` 指定要查看锁的配置文件。',
  'lost-by-unlock': () => '有人用 `kefu unlock` 移除了它。',
  'lost-with-connection': ({ place, reason }) => `与 ${place} 的连接中断（${reason}）。`,
  'lost-to-another-run': () => '另一个运行已取得它。',
  'holder-unknown': () => '没有说明身份的进程',
  'lost-official-account': () => '另一个进程接管了它的公众号。',
  'lost-to-somebody': ({ place, status }) => `${place} 说它在别人手中（${status}）。`,
  'lost-lock-file': ({ file }) => `${file} 已不属于本次运行：有人移除或接管了它。`,
} satisfies typeof english;
