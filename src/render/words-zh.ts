import { hasChanges, type Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { isComplete } from './summary.ts';
import type { Words } from './words.ts';

const certainties = {
  observed: '微信返回',
  recorded: '上次应用的记录',
  compared: '图片比对',
  unverifiable: '无法确认',
} as const;

const statuses = {
  done: '已完成',
  failed: '失败',
  unknown: '结果未知',
  skipped: '已跳过',
  'not-attempted': '未执行',
} as const;

export const chinese: Words = {
  lang: 'zh-CN',
  verb: { create: '将被新增', update: '将被修改', delete: '将被删除' },
  action: { create: '新增', update: '修改', delete: '删除' },
  reason: {
    drift: '上次应用之后在别处被改动',
    declared_absent: '配置声明 state: absent',
    replaced: '由新账号替换：微信不支持改账号名',
    unmanaged_delete: '不在配置中，policy.unmanaged: delete',
  },
  field: {
    account: '账号',
    nickname: '昵称',
    avatar: '头像',
    worker: '客服人员',
    protect: '保护',
    password: '密码',
  },
  kind: {
    'create-account': '新增账号',
    'update-account': '修改账号',
    'upload-avatar': '上传头像',
    'invite-worker': '邀请客服人员',
    'set-protection': '设置保护',
    'delete-account': '删除账号',
  },
  status: statuses,
  endings: statuses,
  guard: {
    'empty-desired': { title: '配置中没有任何账号', wayOut: '请在 accounts: 下写明要保留的账号。' },
    'desired-shrunk': {
      title: '配置中的大部分账号不见了',
      wayOut: '请恢复这些账号；确实要删除时，逐个声明 state: absent，或使用 --allow desired-shrunk。',
    },
    'live-shrunk': {
      title: '微信返回的账号比记录少了一大半',
      wayOut: '请到后台核对；确实已删除时，使用 --allow live-shrunk 重新创建。',
    },
    'max-deletes': {
      title: '删除数量超过策略上限',
      wayOut: '确认全部要删除时，调高 policy.maxDeletes 并提交评审。',
    },
    'last-account': {
      title: '将不再有任何客服账号',
      wayOut: '至少保留或新增一个账号；最后一个只能在后台删除。',
    },
    protected: {
      title: '受保护的账号将被删除',
      wayOut: '确实要删除时，写成 { state: absent, protect: false }。',
    },
    'suffix-mismatch': {
      title: '线上账号属于另一个公众号',
      wayOut: '请核对 officialAccount.wechatId、appId 及其密钥。',
    },
    'appid-mismatch': {
      title: '状态文件属于另一个 AppID',
      wayOut: '请改正 officialAccount.appId；确实换了公众号时，移走状态文件。',
    },
    'account-limit': { title: '将达到微信的账号数量上限', wayOut: '先用单独的计划删除账号，再新增。' },
    'serving-customers': {
      title: '有账号正在接待客户',
      wayOut: '请等会话结束，或使用 --allow serving-customers。',
    },
    'rename-suspected': {
      title: '看起来是改名',
      wayOut:
        '微信不支持改账号名；确认放弃原账号的记录和绑定时，写明 previously，或使用 --allow rename-suspected。',
    },
  },
  before: (certainty) => `原值：${certainties[certainty]}`,
  willBeInvited: '将发出邀请',
  keptInState: '保存在状态文件中',
  planTitle: '计划',
  reportTitle: '应用结果',
  planSummary,
  reportSummary,
  held: (guards) => `被 ${guards} 条护栏拦住：不会执行任何改动。`,
  guards: '护栏',
  drift: '上次应用之后在别处被改动',
  pending: '等待对方接受邀请',
  pendingNote: '已邀请，对方尚未答复，无需处理。',
  unverifiable: '无法确认',
  unverifiableNote: '无法判断线上是否与配置一致，保持不动。',
  warnings: '提醒',
  remaining: '应用之后仍会不一致',
  unmanaged: '线上有、配置中没有',
  unmanagedNote: '保持不动。',
  madeInConsole: '在后台添加，没有 kf_account',
  unchanged: '无变更',
  until: (time) => `有效期至 ${time}`,
  accounts: (count) => `${count} 个账号`,
  cut: (left, deletesLeft) =>
    deletesLeft > 0
      ? `内容过长：有 ${left} 项未显示，其中包括 ${deletesLeft} 项删除。请不要凭此页批准。`
      : `内容过长：有 ${left} 项未显示。所有删除均已列出。`,
  wholePlan: '完整内容见保存的计划或 HTML 报告。',
  configDigest: '配置',
  planDigest: '计划',
  calls: '生成计划时的调用',
  skipToContent: '跳到变更',
  now: '现在',
  beforeApply: '之前',
  planned: '计划',
  afterApply: '之后',
  wanted: '配置要求',
  recorded: '上次应用',
  none: '无',
  avatarOf: (name, side) => `${name} 的头像（${side}）`,
  noAvatar: '没有头像',
  avatarNotShown: '此处未显示图片',
  wayOut: '解决办法',
  replacedBy: '替换为',
  boundTo: '已绑定',
  yes: '是',
  no: '否',
  attention: '需要处理',
  readBack: '回读核对',
  readBackVerified: (accounts) => `${accounts} 个受管账号与配置一致。`,
  readBackDiffers: '并非全部与配置一致。',
  readBackFailed: '未能回读结果。',
  stopped: '提前停止',
  stateFault: '状态文件未能写入',
  steps: '步骤',
  selfContained: '本页自成一体，不加载也不发送任何内容。',
  tiles: {
    destroy: '删除',
    add: '新增',
    change: '修改',
    unchanged: '无变更',
    pending: '等待接受',
    unverifiable: '无法确认',
  },
};

function planSummary(plan: Plan): string {
  const { summary, guards, diagnostics } = plan;
  const { add, change, destroy, unverifiable } = summary;
  if (hasChanges(plan)) return `计划：新增 ${add}，修改 ${change}，删除 ${destroy}。`;
  if (guards.length > 0) return '计划：被护栏拦住。';
  const stuck = diagnostics.filter(({ code }) => code.startsWith('worker-')).length;
  const notes = [
    ...(unverifiable > 0 ? [`${unverifiable} 个字段无法确认`] : []),
    ...(stuck > 0 ? [`${stuck} 处差异 kefu 无法修改`] : []),
  ];
  return notes.length === 0 ? '没有变更。' : `没有变更；${notes.join('；')}。`;
}

function reportSummary(report: Report): string {
  const { added, changed, destroyed } = report.summary;
  const all = [...report.results, ...report.messageResults];
  const accounts = `账号：新增 ${added}，修改 ${changed}，删除 ${destroyed}`;
  if (isComplete(report)) return `应用完成！${accounts}。`;
  const shortfalls = (['failed', 'unknown', 'skipped', 'not-attempted'] as const)
    .map((status) => [status, all.filter((result) => result.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${statuses[status]} ${count}`);
  return `应用未完成。${[accounts, ...shortfalls].join('；')}。`;
}
