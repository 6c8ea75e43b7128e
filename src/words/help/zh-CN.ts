import type { helpWords as english } from './en.ts';
import type { HelpWords } from './help-words.ts';
import { placeholders } from './placeholders-zh-CN.ts';

/** With the same commands, and for each the same texts, as in English. */
type SameTexts = HelpWords & {
  readonly everywhere: Record<keyof typeof english.everywhere, string>;
  readonly commands: {
    readonly [Name in keyof typeof english.commands]: Record<keyof (typeof english.commands)[Name], string>;
  };
};

const savedPlan = '由 `kefu plan --out` 保存的计划，可以是文件或文件夹';
const configs = '配置文件、其所在的文件夹或通配符，可多次给出（默认：./kefu.yaml）';
const address = '地址，写法与 `kefu state show --json` 显示的相同';
const template = '预设消息的名称';
const speaker = '发言的账号，代替预设消息中指定的账号';
const customer = '客户的 OpenID';
const once = '不再询问';

/** The help in Chinese. */
export const helpWords: SameTexts = {
  titles: {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Global Options:': '全局选项：',
    'Commands:': '命令：',
    'Examples:': '示例：',
  },
  placeholders,
  choices: (options) => `（可选：${options.join('、')}）`,
  fallback: (value) => `（默认：${value}）`,
  exitCodes: `
退出码：
  0    完成；plan 有变更时也是 0；在确认时拒绝也是 0
  1    内部错误；无法连接微信；另一个执行持有锁；
       标准输出、历史记录或反向计划无法写入
  2    使用 --detailed-exitcode 时：有变更（plan），或已执行变更（apply）
  3    用法、配置或校验错误：没有发送任何内容
  4    凭据或权限问题
  5    被保护规则拦下
  6    计划生成之后账号有变化
  7    部分完成：有变更失败，所有结果均已确定
  8    至少有一个结果无法确定
  9    微信的调用额度已用尽
  10   需要确认：没有终端，也没有 --auto-approve
  130  被 Ctrl-C 中断，报告已写出（143：被 SIGTERM 或 SIGHUP 中断）

从这里开始：
  $ kefu init          生成一份带注释的 kefu.yaml
  $ kefu emulator      没有公众号也可以试用
`,
  everywhere: {
    '--help': '显示帮助',
    '--config': '配置文件',
    config: '与 --config 相同',
    '--state': '状态文件的位置或其所在文件夹；也可用 KEFU_STATE 指定（默认：与配置文件放在一起）',
    '--json': '输出一个 JSON 文档',
    '--output': '同时以此格式写出结果，“-”表示标准输出（可多次给出）',
    '--set': '预设消息中某个变量的值（可多次给出）',
    '--values': '写有变量名和值的 YAML 或 JSON 文件；与 --set 冲突时以 --set 为准',
    '--no-fetch-avatars': '不下载微信端的头像；没有记录可依的头像视为无法确定',
    '--write-unverifiable': '同时写入微信端当前值无法得知的字段',
    '--allow': '放行这条保护规则（可多次给出）',
    '--account': '只处理这个公众号（可多次给出）',
    '--exclude': '不处理这个公众号（可多次给出）',
    '--shard': '只处理其中一部分公众号，例如 3/8',
    '--parallelism-accounts': '同时处理的公众号数量，1 到 64',
  },
  commands: {
    '': {
      about: '用代码管理微信公众号的客服账号。',
      '--version': '显示版本号',
      '--no-color': '输出不带颜色（NO_COLOR 也有同样的作用）',
      '--lang': '面向人的文字所用的语言（默认：先看 KEFU_LANG，再看系统区域设置；在 CI 中为英文）',
    },
    init: {
      about: '生成一份带注释的初始配置文件',
      path: '要写入的文件；已有的文件绝不会被覆盖',
      '--from-live': '写入微信端现有的账号，与首次运行 `kefu export` 相同；需要 --app-id',
      '--app-id': '与 --from-live 一起使用：AppID；对应的密钥放在 KEFU_APP_SECRET 中',
    },
    validate: {
      about: '校验配置文件，不需要密钥，也不联网；一次列出所有错误',
      config: '要校验的文件、文件夹和通配符（默认：./kefu.yaml）',
      '--config': '要校验的文件（可多次给出）',
      '--online': '同时查询微信（只读）：凭据是否有效，现有账号是否与配置相符',
      '--output': '同时以此格式写出校验结果',
    },
    plan: {
      about: '把配置与微信端的现状对比，列出执行时会做的变更；绝不写入',
      '--config': configs,
      '--out': '把计划保存到此文件；有多个公众号时保存到此文件夹',
      '--expires-in': '保存的计划在多长时间内可以执行，单位为小时',
      '--detailed-exitcode': '只要与配置不一致（包括 kefu 无法改动的部分），就以退出码 2 结束',
      '--changed-since': '只看配置、头像或素材自 git 的这个提交以来有变化的公众号；仅供查看，不能用于执行',
    },
    apply: {
      about: '使微信端与配置一致，全部回读核对，并给出执行结果',
      plan: `${savedPlan}：只执行评审过的变更，只少不多`,
      '--config': configs,
      '--strict': '只要计划中有一个账号发生了变化，就拒绝执行整个计划',
      '--auto-approve': once,
      '--json-lines': '以 JSON 行逐条输出事件，格式与 Terraform 供程序读取的输出相同',
      '--detailed-exitcode': '有变更且全部完成时，以退出码 2 结束',
      '--parallelism': '同时发送的调用数量，1 到 32（默认：policy.parallelism，未设置时为 8）',
      '--lock-timeout': '等待本机上另一个执行的时长，单位为秒',
      '--settle-time': '没有得到应答的请求可能仍会生效的时长，单位为秒；在此之前，kefu 不采信读到的内容',
      '--on-error': '一个公众号失败时，如何处理其他公众号：continue 为继续，stop 为停止',
      '--shared': '与任意多台机器上的其他进程一起执行保存的多公众号计划；需要 KEFU_BACKEND=postgres://…',
    },
    show: { about: '显示保存的计划；不发送任何内容', plan: savedPlan, '--json': '以 JSON 输出' },
    report: {
      about: '再次显示多个公众号的执行结果',
      plan: '正在或曾经用 --shared 执行的多公众号计划所在的文件夹',
      '--json': '以 JSON 输出',
    },
    'report merge': {
      about: '把各分片的 JSON 报告合并为一份，与一次运行得到的相同；不发送任何内容',
      report: '由 `kefu apply --output json=FILE` 写出的文件',
      '--json': '以 JSON 输出',
    },
    export: {
      about: '把微信端现有的账号写入配置文件；只查询，不写入微信',
      '--config': '要更新或新建的配置文件（默认：./kefu.yaml）',
      '--app-id': '为这个 AppID 新建配置文件；对应的密钥放在 KEFU_APP_SECRET 中',
      '--wechat-id': '“@”后面的部分；不给出时取自现有账号',
      '--name': '公众号的简称；不给出时取自文件名',
      '--out': '写入新文件，不改动配置文件',
      '--avatars': '存放头像的文件夹（默认：配置文件旁边的 avatars）',
      '--no-avatars': '不处理头像',
    },
    unlock: {
      about: '显示配置的锁由谁持有，并将其移除',
      '--journal': '改为处理 `kefu message send` 的这个发送日志的锁',
      '--auto-approve': '不再询问；持有者若仍在运行，则保留锁',
      '--force': '不再询问；即使持有者仍在运行，也移除锁',
    },
    history: {
      about: '列出谁在何时执行了什么；不发送任何内容',
      '--most': '只列出最新的若干条',
      '--object': '只列出改动过或可能改动过此对象的执行，例如 alice@kftest',
    },
    message: { about: '列出、填写、预览、发送和打包预设消息' },
    'message list': { about: '列出配置中的预设消息；不发送任何内容' },
    'message render': {
      about: '输出将要发送的 JSON 原文；不发送任何内容',
      name: template,
      '--to': customer,
      '--as': speaker,
    },
    'message preview': {
      about: '按客户看到的样子显示预设消息；不发送任何内容',
      name: '预设消息的名称（默认：全部）',
      '--html': '改为生成可在浏览器中查看的页面',
    },
    'message send': {
      about: '把预设消息发送给客户，每位客户至多一次',
      name: template,
      '--to': '一位客户的 OpenID',
      '--to-file': '文件中的客户，每行一个 OpenID；发送前会先询问',
      '--max': '文件中的客户最多有多少位',
      '--as': speaker,
      '--journal': '记录已发送给谁的日志文件（默认：<to-file>.sent.jsonl）',
      '--resume': '按提前结束的那次运行的日志继续',
      '--auto-approve': once,
    },
    'message bundle': {
      about: '把填好引用的预设消息写成 JSON，供团队自己的客服系统使用；不发送任何内容',
      '--out': '写入 messages.json 的文件夹',
    },
    typing: { about: '让客户看到“对方正在输入”', '--to': customer, '--cancel': '取消该状态' },
    emulator: {
      about: '在本机运行微信服务器的模拟器',
      '--port': '监听的端口；0 表示任选一个空闲端口',
      '--world': '把状态保存到此文件，多个公众号时保存到此文件夹（默认：只在内存中）',
      '--fleet': '模拟多个公众号，例如 1000x100：1000 个公众号，各有 100 个客服账号',
      '--configs': '与 --fleet 一起使用：为每个公众号写一份配置文件；该文件夹中不能有其他文件',
      '--changes': '与 --fleet 一起使用：每个公众号中有多少个客服账号与配置不同（默认：0）',
      '--json': '以一行 JSON 输出 url、appId、appSecret 和 wechatId',
      more: `
所有公众号由同一个端口提供服务，以 AppID 和 token 区分。它们共用一个 AppSecret，
因此一个环境变量就够所有配置文件使用，写法为 { env: KEFU_APP_SECRET }。
`,
    },
    state: { about: '上次执行留下的记录；不发送任何内容' },
    'state show': { about: '显示记录的对象', '--json': '以 JSON 输出整份记录' },
    'state adopt': {
      about: '接管已改名的配置文件的记录',
      file: '原名称下的状态文件',
      '--name': '代替文件：它在 KEFU_BACKEND 中原来的 officialAccount.name',
    },
    'state rm': { about: '从记录中移除一个对象；微信端不会有任何变化', address },
    'state mv': {
      about: '把对象改记到同类的另一个地址下；微信端不会有任何变化',
      address,
      to: '新的地址',
    },
    schema: { about: '输出供编辑器使用的 JSON Schema', name: 'config、bundle 或 state' },
    explain: {
      about: '说明微信或 kefu 的错误码的含义，并给出解决办法；不发送任何内容',
      code: '例如 65405 或 max-deletes；不给出时列出所有错误码',
      '--json': '输出一个 JSON 文档，含两种语言',
    },
    doctor: { about: '检查本机、配置文件以及到微信的网络；绝不写入' },
    completion: { about: '输出在 shell 中自动补全 kefu 的脚本', shell: 'shell 的名称' },
    help: { about: '显示命令的帮助' },
  },
};
