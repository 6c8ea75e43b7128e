import type { Clock } from '../model/ports.ts';
import type { JsonObject } from './answer.ts';
import { read } from './calls.ts';
import { jsonBody } from './multipart.ts';
import type { AccessToken } from './token.ts';
import type { Transport } from './transport.ts';

/** How often a call may be made in a day; a daily limit of 0 means that WeChat sets none or tells none. */
interface Quota {
  readonly dailyLimit: number;
  readonly used: number;
  readonly remain: number;
}

/** Questions about the account and the way to WeChat, for `kefu doctor`. Every method rejects with a `Failure`. */
export interface Inquiries {
  /** Resolves when an access token could be had: AppID, AppSecret and the IP allow-list are right. */
  token(): Promise<void>;
  /** Resolves to the quota of a call named by its path, such as `/customservice/kfaccount/add`; undefined when WeChat told none. */
  quota(path: string): Promise<Quota | undefined>;
  /** The addresses of WeChat's servers, as texts. */
  serverAddresses(): Promise<readonly string[]>;
  /** What the server's clock showed with its last answer, in milliseconds since 1970, exact to a second. */
  serverTime(): number | undefined;
}

/** WeChat docs, getApiQuota and getApiDomainip. */
export function inquiriesOf(transport: Transport, token: AccessToken, clock: Clock): Inquiries {
  return {
    async token() {
      await token.current();
    },
    async quota(path) {
      const request = { name: 'quota/get', method: 'POST', body: jsonBody({ cgi_path: path }) } as const;
      const { quota } = await read(transport, token, clock, { operation: 'quota' }, request);
      return readQuota(quota);
    },
    async serverAddresses() {
      const request = { name: 'get_api_domain_ip', method: 'GET' } as const;
      const { ip_list } = await read(transport, token, clock, { operation: 'domain-ips' }, request);
      return Array.isArray(ip_list) ? ip_list.filter((address) => typeof address === 'string') : [];
    },
    serverTime: () => transport.serverTime(),
  };
}

function readQuota(value: unknown): Quota | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { daily_limit, used, remain } = value as JsonObject;
  if (typeof daily_limit !== 'number' || typeof used !== 'number' || typeof remain !== 'number')
    return undefined;
  return { dailyLimit: daily_limit, used, remain };
}
