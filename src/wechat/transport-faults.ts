import type { Saying } from '../model/saying.ts';
import { type InBoth, inBoth } from '../words/say.ts';

/** Why a call got no answer that could be read. */
export interface TransportFault {
  /** Kebab-case, stable. */
  readonly code: string;
  /** Follows "WeChat could not be asked for …: " or the like; names no address beyond the host. */
  readonly what: InBoth;
  readonly hint?: Saying;
  /** False only when it is certain that no byte of the request left: then nothing can have happened. */
  readonly sent: boolean;
  /** The same call may well succeed in a moment. */
  readonly passing: boolean;
}

/** An answer that came, but can't be used: the request was sent. */
export function answerFault(
  code: string,
  what: InBoth,
  more: { hint?: InBoth; passing?: boolean } = {},
): TransportFault {
  return {
    code,
    what,
    sent: true,
    passing: more.passing ?? false,
    ...(more.hint !== undefined && { hint: inBoth(more.hint) }),
  };
}

/** A fault found by kefu itself while reading an answer. */
export class AnswerError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault) {
    super(fault.what.en);
    this.name = 'AnswerError';
    this.fault = fault;
  }
}

/**
 * Names what went wrong on the way, by the error's code alone: texts of network errors may hold bytes of the exchange.
 * `connected` tells whether the connection stood, TLS included, so that bytes may have left.
 */
export function networkFault(error: unknown, connected: boolean, host: string): TransportFault {
  if (error instanceof AnswerError) return error.fault;
  const code = codeOf(error);
  return connected ? brokenExchange(code) : failedConnection(code, host);
}

function failedConnection(code: string, host: string): TransportFault {
  const unsent = { sent: false, passing: true };
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return {
      ...unsent,
      code: 'dns',
      what: { en: `the name ${host} could not be resolved`, zh: `无法解析域名 ${host}` },
      hint: inBoth({ en: 'Check the network, DNS and proxy settings.', zh: '请检查网络、DNS 和代理设置。' }),
    };
  }
  if (code === 'ECONNREFUSED') {
    return {
      ...unsent,
      code: 'connection-refused',
      what: { en: `${host} refused the connection`, zh: `服务器 ${host} 拒绝连接` },
      hint: inBoth({ en: 'Is it running?', zh: '它是否在运行？' }),
    };
  }
  if (timeouts.has(code)) {
    return {
      ...unsent,
      code: 'connect-timeout',
      what: { en: `${host} did not accept a connection in time`, zh: `服务器 ${host} 没有及时接受连接` },
      hint: inBoth({
        en: 'Check the network, firewall and proxy settings.',
        zh: '请检查网络、防火墙和代理设置。',
      }),
    };
  }
  if (isTlsCode(code)) {
    return {
      code: 'tls',
      what: {
        en: `the secure connection to ${host} failed (${code})`,
        zh: `与 ${host} 的安全连接失败（${code}）`,
      },
      hint: inBoth({
        en: 'Someone may stand in between. Behind a company proxy, give its certificate in NODE_EXTRA_CA_CERTS.',
        zh: '中间可能有人介入。如果使用公司代理，请用 NODE_EXTRA_CA_CERTS 给出它的证书。',
      }),
      sent: false,
      passing: false,
    };
  }
  const proxy = proxyWords.get(code);
  if (proxy !== undefined) {
    return {
      ...unsent,
      code: 'proxy',
      what: proxy,
      hint: inBoth({ en: 'Check HTTPS_PROXY and NO_PROXY.', zh: '请检查 HTTPS_PROXY 和 NO_PROXY。' }),
    };
  }
  return {
    ...unsent,
    code: 'connect-failed',
    what: { en: `no connection to ${host} came about (${code})`, zh: `没有连上 ${host} （${code}）` },
  };
}

function brokenExchange(code: string): TransportFault {
  if (timeouts.has(code))
    return answerFault('timeout', { en: 'the answer did not come in time', zh: '没有及时收到返回' });
  if (/^(?:HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code)) {
    return answerFault('unreadable-answer', {
      en: 'the answer was not HTTP as it should be',
      zh: '返回的不是正常的 HTTP',
    });
  }
  return answerFault(
    'cut-off',
    { en: 'the connection broke before the answer was complete', zh: '连接在返回完整之前中断' },
    { passing: true },
  );
}

const timeouts: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'TimeoutError',
  'AbortError',
  'UND_ERR_ABORTED',
]);

const proxyWords: ReadonlyMap<string, InBoth> = new Map([
  ['PROXY_UNREACHABLE', { en: 'the proxy could not be reached', zh: '无法连接代理' }],
  ['PROXY_WANTS_LOGIN', { en: 'the proxy wants a user and password', zh: '代理要求用户名和密码' }],
  ['PROXY_REFUSED', { en: 'the proxy refused to connect', zh: '代理拒绝连接' }],
]);

function isTlsCode(code: string): boolean {
  return /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/.test(
    code,
  );
}

/** A word of capitals, or `unknown`: never free text. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^\w{1,60}$/.test(code) ? code : 'unknown';
}
