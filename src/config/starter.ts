/** The commented configuration that `kefu init` writes; it is valid as it stands. `name` is the official account's. */
export function starterConfig(name: string): string {
  return `# yaml-language-server: $schema=./node_modules/kefu/schemas/config.schema.json
# Customer-service (客服) accounts of one WeChat Official Account, as code.
#   kefu validate   checks this file alone
#   kefu plan       shows what would change
#   kefu apply      makes it so
version: 1

officialAccount:
  name: ${name}
  # To try kefu without WeChat: run \`kefu emulator\` in another terminal, and copy what it prints to
  # wechatId, appId, endpoint and the environment variable KEFU_APP_SECRET.
  wechatId: kftest
  appId: wxemu0000000000001
  endpoint: http://127.0.0.1:8080
  # For a real official account: write its WeChat ID (公众号微信号, or gh_… when it has none) as wechatId and its
  # AppID as appId, and remove the line endpoint.
  credentials:
    # The secret itself never stands here. Other ways: { file: path } and { command: [program, argument] }.
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
}
