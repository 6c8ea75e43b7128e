import { fitName, type StarterConfig } from './starter.ts';

/** With comments in Chinese. */
export const starterConfig: StarterConfig = (wish) => {
  const name = fitName(wish);
  return `# 用代码管理一个微信公众号的客服账号。
#   kefu validate   只校验此文件
#   kefu plan       显示会有哪些变更
#   kefu apply      执行变更
version: 1

officialAccount:
  name: ${name}
  # 以下两项是模拟器的值：在另一个终端中运行 \`kefu emulator\`，按其提示操作，没有公众号也可以试用 kefu。
  # 用于真实的公众号时，请换成它的公众号微信号（没有时为 gh_…）和 AppID。
  wechatId: kftest
  appId: wxemu0000000000001
  credentials:
    # 密钥本身绝不写在这里，只写明从哪里取得：这里是环境变量。
    # 其他写法：{ file: path }、{ command: [program, argument] }。
    appSecret: { env: KEFU_APP_SECRET }

accounts:
  alice: # 即 alice@<wechatId>：最多 10 个字母、数字或下划线
    nickname: 小美 # 客户看到的名称
    # avatar: ./avatars/alice.png     # JPEG、PNG 或 WebP
    # worker: wxid_alice              # 要邀请的客服人员的微信号
    # protect: true                   # 绝不删除此账号，即使这一段被移除
  # bob: { state: absent }            # 删除 bob
  # carol:
  #   nickname: 卡罗
  #   previously: [caro]              # 微信不能改账号名：先新增 carol，再删除 caro

policy:
  unmanaged: keep # 不在此文件中的账号如何处理：keep 为保留，delete 为删除
  maxDeletes: 1 # 一个计划中的删除数量超过它时，会被保护规则拦下
`;
};
