import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/wechat.ts';
import { inEnglish } from '../words/say.ts';

/** Why a call got no answer that could be read. */
export interface TransportFault {
  /** Kebab-case, stable. */
  readonly code: string;
  /** Follows "WeChat could not be asked for …: " or the like; names no address beyond the host. */
  readonly what: Saying;
  readonly hint?: Saying;
  /** False only when it is certain that no byte of the request left: then nothing can have happened. */
  readonly sent: boolean;
  /** The same call may well succeed in a moment. */
  readonly passing: boolean;
}

/** An answer that came, but can't be used: the request was sent. */
export function answerFault(
  code: string,
  what: Saying,
  more: { hint?: Saying; passing?: boolean } = {},
): TransportFault {
  return {
    code,
    what,
    sent: true,
    passing: more.passing ?? false,
    ...(more.hint !== undefined && { hint: more.hint }),
  };
}

/** A fault found by kefu itself while reading an answer. */
export class AnswerError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault) {
    super(inEnglish(fault.what));
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
      what: say('name-not-resolved', { host }),
      hint: say('check-name-service'),
    };
  }
  if (code === 'ECONNREFUSED') {
    return {
      ...unsent,
      code: 'connection-refused',
      what: say('connection-refused', { host }),
      hint: say('is-it-running'),
    };
  }
  if (timeouts.has(code)) {
    return {
      ...unsent,
      code: 'connect-timeout',
      what: say('connection-too-slow', { host }),
      hint: say('check-firewall'),
    };
  }
  if (isTlsCode(code)) {
    return {
      code: 'tls',
      what: say('secure-connection-failed', { host, code }),
      hint: say('someone-in-between'),
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
      hint: say('check-proxy'),
    };
  }
  return {
    ...unsent,
    code: 'connect-failed',
    what: say('no-connection', { host, code }),
  };
}

function brokenExchange(code: string): TransportFault {
  if (timeouts.has(code)) return answerFault('timeout', say('answer-too-late'));
  if (/^(?:HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code)) {
    return answerFault('unreadable-answer', say('answer-no-http'));
  }
  return answerFault('cut-off', say('answer-broke-off'), { passing: true });
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

const proxyWords: ReadonlyMap<string, Saying> = new Map([
  ['PROXY_UNREACHABLE', say('proxy-not-reached')],
  ['PROXY_WANTS_LOGIN', say('proxy-wants-login')],
  ['PROXY_REFUSED', say('proxy-refused')],
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
