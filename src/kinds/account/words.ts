import type { KindWords } from '../../model/described.ts';
import type { Language } from '../../model/language.ts';
import type { Action, ActionReason, Certainty } from '../../model/plan.ts';
import type { AccountStep } from './step.ts';

type Words = KindWords & { readonly steps: Record<AccountStep['kind'], string> };

const english: Words = {
  title: 'Accounts',
  noun: ['account', 'accounts'],
  steps: {
    'create-account': 'create',
    'update-account': 'update',
    'upload-avatar': 'upload avatar',
    'invite-worker': 'invite worker',
    'set-protection': 'set protection',
    'delete-account': 'delete',
  },
  fields: {
    account: 'account',
    nickname: 'nickname',
    avatar: 'avatar',
    worker: 'worker',
    protect: 'protect',
    password: 'password',
    kf_id: 'kf_id',
  },
  counts: {
    create: { planned: 'to add', done: 'added' },
    update: { planned: 'to change', done: 'changed' },
    delete: { planned: 'to destroy', done: 'destroyed' },
  },
  guards: {
    'last-account': { title: 'No account would be left' },
    'suffix-mismatch': { title: 'These accounts belong to another official account' },
    'account-limit': { title: "WeChat's account limit would be met" },
    'serving-customers': { title: 'An account is serving customers right now' },
    'rename-suspected': { title: 'This looks like a rename' },
    'name-case-differs': { title: 'Two names differ by letter case alone' },
  },
};

const chinese: Words = {
  title: '账号',
  noun: ['账号', '账号'],
  steps: {
    'create-account': '新增账号',
    'update-account': '修改账号',
    'upload-avatar': '上传头像',
    'invite-worker': '邀请客服人员',
    'set-protection': '设置保护',
    'delete-account': '删除账号',
  },
  fields: {
    account: '账号',
    nickname: '昵称',
    avatar: '头像',
    worker: '客服人员',
    protect: '保护',
    password: '密码',
    kf_id: '客服工号',
  },
  values: {
    worker: (value) => value.replace(/ \(rejected\)$/, '（已拒绝）').replace(/ \(expired\)$/, '（已过期）'),
    password: (value) => (value === '(sensitive value)' ? '（敏感值，不显示）' : value),
  },
  counts: {
    create: { planned: '新增', done: '已新增' },
    update: { planned: '修改', done: '已修改' },
    delete: { planned: '删除', done: '已删除' },
  },
  guards: {
    'last-account': {
      title: '将不再有任何客服账号',
    },
    'suffix-mismatch': {
      title: '线上账号属于另一个公众号',
    },
    'account-limit': { title: '将达到微信的账号数量上限' },
    'serving-customers': {
      title: '账号正在接待客户',
    },
    'rename-suspected': {
      title: '看起来是改名',
    },
    'name-case-differs': {
      title: '两个账号名只差大小写',
    },
  },
};

export const accountWords: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese };

/** What descriptions of accounts say beside their values. */
export interface AccountPhrases {
  readonly verbs: Readonly<Record<Action, string>>;
  readonly reasons: Readonly<Partial<Record<ActionReason, string>>>;
  readonly certainty: Readonly<Record<Exclude<Certainty, 'observed'>, string>>;
  /** The verb of a delete, for people. */
  readonly willBeDeleted: string;
  readonly willBeInvited: string;
  /** In place of the digest of a picture that an earlier apply uploaded. */
  readonly recordedPicture: string;
  readonly keptInState: string;
  readonly replacedBy: string;
  /** Of what goes with an account, by field. */
  readonly losses: Readonly<Record<string, string>>;
  readonly lost: string;
}

export const accountPhrases: Readonly<Record<Language, AccountPhrases>> = {
  en: {
    verbs: { create: 'will be created', update: 'will be updated in-place', delete: 'will be destroyed' },
    reasons: {
      drift: 'changed elsewhere since the last apply',
      declared_absent: 'declared state: absent',
      replaced: 'replaced: WeChat can not rename',
      unmanaged_delete: 'not in the config, policy.unmanaged: delete',
    },
    certainty: {
      recorded: 'before: recorded',
      compared: 'before: compared',
      unverifiable: 'before: unverifiable',
    },
    willBeDeleted: 'will be deleted',
    willBeInvited: 'will be invited',
    recordedPicture: 'picture of the last apply',
    keptInState: 'kept in the state file',
    replacedBy: 'replaced by',
    losses: {
      kf_id: "can't come back: made again, it gets another",
      worker: 'bound person, who must accept a new invitation to come back',
      avatar: 'picture, lost with the account',
    },
    lost: "can't come back",
  },
  'zh-CN': {
    verbs: { create: '将被新增', update: '将被修改', delete: '将被删除' },
    reasons: {
      drift: '上次执行之后在别处被改动',
      declared_absent: '配置声明 state: absent',
      replaced: '由新账号替换：微信不支持改账号名',
      unmanaged_delete: '不在配置中，policy.unmanaged: delete',
    },
    certainty: {
      recorded: '原值：上次执行的记录',
      compared: '原头像（经图片比对）',
      unverifiable: '原值：无法确定',
    },
    willBeDeleted: '将被删除',
    willBeInvited: '将发出邀请',
    recordedPicture: '上次执行的图片',
    keptInState: '保存在状态文件中',
    replacedBy: '替换为',
    losses: {
      kf_id: '无法恢复：重新创建会得到另一个工号',
      worker: '已绑定的人员，需重新接受邀请',
      avatar: '头像会随账号一起丢失',
    },
    lost: '无法恢复',
  },
};
