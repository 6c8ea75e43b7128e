/** The official accounts of a fleet: each a shop, all with kf accounts of the same names. Same size, same fleet. */

export interface FleetSize {
  /** 1 to 10,000. */
  officialAccounts: number;
  /** Of each official account; WeChat allows 100. */
  kfAccounts: number;
}

export interface Shop {
  /** `shop-0001` */
  name: string;
  appId: string;
  wechatId: string;
  /** By the name before the "@". */
  nicknames: ReadonlyMap<string, string>;
}

export function shopsOf({ officialAccounts, kfAccounts }: FleetSize): Shop[] {
  const nicknames = new Map(
    numbers(kfAccounts).map((number) => [`kf${padded(number, 3)}`, `客服${padded(number, 3)}`]),
  );
  return numbers(officialAccounts).map((number) => {
    const name = `shop-${padded(number, 4)}`;
    return { name, appId: `wxemu${padded(number, 13)}`, wechatId: name, nicknames };
  });
}

/** The environment variable that holds the AppSecret of every official account of a fleet. */
export const fleetSecretVariable = 'KEFU_APP_SECRET';

/** The config under which `kefu plan` finds no changes, unless the fleet was asked for some. */
export function configOf({ name, appId, wechatId, nicknames }: Shop): string {
  const accounts = [...nicknames].map(([account, nickname]) => `  ${account}: { nickname: ${nickname} }\n`);
  return `version: 1
officialAccount:
  name: ${name}
  wechatId: ${wechatId}
  appId: ${appId}
  credentials:
    appSecret: { env: ${fleetSecretVariable} } # the emulator gives its official accounts one AppSecret
accounts:
${accounts.join('')}`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
