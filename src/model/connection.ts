import type { Secret } from './secret.ts';

/** How to get an access token: from AppID and AppSecret, or ready-made from a team's token server. */
export type Credentials =
  | { readonly kind: 'app-secret'; readonly appSecret: Secret }
  /** `read` looks the token up anew each time; it rejects with a `Failure`. */
  | { readonly kind: 'access-token'; readonly read: () => Promise<Secret> };

/** Where an official account is reached and with what. */
export interface Connection {
  readonly appId: string;
  /** Origin of the server, such as `https://api.weixin.qq.com`; checked when the config was resolved. */
  readonly endpoint: URL;
  readonly credentials: Credentials;
}
