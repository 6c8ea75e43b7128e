import { fitName, type StarterConfig } from './starter.ts';

/** With comments in English. */
export const starterConfig: StarterConfig = (wish) => {
  const name = fitName(wish);
  return `# Customer-service (客服) accounts of one WeChat Official Account, as code.
#   kefu validate   checks this file alone
#   kefu plan       shows what would change
#   kefu apply      makes it so
version: 1

officialAccount:
  name: ${name}
  # These two are the emulator's: run \`kefu emulator\` in another terminal and do what it says to try kefu without
  # WeChat. For a real official account, replace them by its WeChat ID (公众号微信号; gh_… when it has none) and AppID.
  wechatId: kftest
  appId: wxemu0000000000001
  credentials:
    # The secret itself never stands here, only where it is found: in this environment variable.
    # Other ways: { file: path }, { command: [program, argument] }.
    appSecret: { env: KEFU_APP_SECRET }

accounts:
  alice: # alice@<wechatId>: up to 10 letters, digits or underscores
    nickname: 小美 # what customers see
    # avatar: ./avatars/alice.png     # JPEG, PNG or WebP
    # worker: wxid_alice              # WeChat ID of the person to invite
    # protect: true                   # never delete this account, even when this block is removed
  # bob: { state: absent }            # delete bob
  # carol:
  #   nickname: 卡罗
  #   previously: [caro]              # WeChat can't rename: create carol, then delete caro

policy:
  unmanaged: keep # what happens to accounts that are not in this file: keep or delete
  maxDeletes: 1 # more deletes than this in one plan are held back
`;
};
