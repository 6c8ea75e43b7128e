import type { Connection } from '../model/connection.ts';
import type {
  AccountReader,
  AccountWriter,
  Clock,
  MediaReader,
  MediaWriter,
  MessageSender,
  PictureReader,
} from '../model/ports.ts';
import type { TokenCache } from '../model/token-cache.ts';
import { accountsOf } from './accounts.ts';
import { checkEndpoint } from './address.ts';
import { askForToken } from './calls.ts';
import type { SpareConnections } from './connections.ts';
import { type Deadlines, defaultDeadlines } from './deadlines.ts';
import { type Inquiries, inquiriesOf } from './inquiries.ts';
import { materialsOf } from './materials.ts';
import { messagesOf } from './messages.ts';
import { jsonBody } from './multipart.ts';
import { createPictureReader } from './pictures.ts';
import type { ProxyEnvironment } from './proxy.ts';
import { AccessToken, type FreshToken, readToken, readyToken } from './token.ts';
import { createTransport, type Transport } from './transport.ts';

export interface WechatOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  /** A read-only client can't send a write, whatever asks it to. */
  readonly mode: 'read-only' | 'read-write';
  readonly env?: ProxyEnvironment;
  readonly deadlines?: Partial<Deadlines>;
  /** How names of servers become addresses; Node's own by default. */
  readonly lookup?: Lookup;
}

/** `lookup` of `node:dns`, in words of our own: the types of the library must not need those of Node. */
type Lookup = (
  hostname: string,
  options: {
    readonly family?: number | 'IPv4' | 'IPv6' | undefined;
    readonly hints?: number | undefined;
    readonly all?: boolean | undefined;
    readonly order?: 'ipv4first' | 'ipv6first' | 'verbatim' | undefined;
    readonly verbatim?: boolean | undefined;
  },
  callback: (
    error: Error | null,
    address: string | { readonly address: string; readonly family: number }[],
    family?: number,
  ) => void,
) => void;

export interface WechatClient {
  readonly accounts: AccountReader & AccountWriter;
  readonly messages: MessageSender;
  readonly media: MediaReader & MediaWriter;
  readonly pictures: PictureReader;
  readonly inquiries: Inquiries;
  /** The API calls sent so far, by short name, in order: `stable_token`, `getkflist`, `kfaccount/add`, … */
  callsMade(): readonly string[];
  close(): Promise<void>;
}

/** WeChat's API for one official account. Throws a `Failure` for an endpoint that no secret may be sent to. */
export function createWechat(options: WechatOptions): WechatClient {
  return createWechatSharing(options, {});
}

/** The same, with what official accounts of one run, or runs of one official account, hand on to each other. */
export function createWechatSharing(
  options: WechatOptions,
  {
    spare,
    tokenCache,
  }: { readonly spare?: SpareConnections | undefined; readonly tokenCache?: TokenCache | undefined },
): WechatClient {
  const { connection, clock, mode, env = {}, lookup } = options;
  checkEndpoint(connection.endpoint);
  const deadlines = { ...defaultDeadlines, ...options.deadlines };
  const way = { endpoint: connection.endpoint, env, deadlines, lookup };
  const transport = createTransport({ ...way, mode, spare });
  const token = new AccessToken(() => freshToken(transport, connection, clock), clock, tokenCache);
  return {
    accounts: accountsOf(transport, token, clock),
    messages: messagesOf(transport, token),
    media: materialsOf(transport, token, clock),
    pictures: createPictureReader(way),
    inquiries: inquiriesOf(transport, token, clock),
    callsMade: () => transport.callsMade(),
    close: () => transport.close(),
  };
}

/**
 * A token from the team's own server, or from `stable_token`, which leaves the token of other programs alone. It is
 * never forced, and `cgi-bin/token` is never called: both would put an end to the production server's token.
 */
async function freshToken(transport: Transport, connection: Connection, clock: Clock): Promise<FreshToken> {
  const { credentials, appId } = connection;
  if (credentials.kind === 'access-token') return readyToken(credentials);
  const answer = await askForToken(transport, clock, {
    name: 'stable_token',
    method: 'POST',
    body: jsonBody({ grant_type: 'client_credential', appid: appId, secret: credentials.appSecret.reveal() }),
  });
  return readToken(answer);
}
