/** Why a call got no answer that could be read. */
export interface TransportFault {
  /** Kebab-case, stable. */
  readonly code: string;
  /** Follows "WeChat could not be asked for …: " or the like; names no address beyond the host. */
  readonly what: string;
  readonly hint?: string;
  /** False only when it is certain that no byte of the request left: then nothing can have happened. */
  readonly sent: boolean;
  /** The same call may well succeed in a moment. */
  readonly passing: boolean;
}

/** An answer that came, but can't be used: the request was sent. */
export function answerFault(
  code: string,
  what: string,
  more: { hint?: string; passing?: boolean } = {},
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
    super(fault.what);
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
      what: `the name ${host} could not be resolved`,
      hint: 'Check the network, DNS and proxy settings.',
    };
  }
  if (code === 'ECONNREFUSED') {
    return {
      ...unsent,
      code: 'connection-refused',
      what: `${host} refused the connection`,
      hint: 'Is it running?',
    };
  }
  if (timeouts.has(code)) {
    return {
      ...unsent,
      code: 'connect-timeout',
      what: `${host} did not accept a connection in time`,
      hint: 'Check the network, firewall and proxy settings.',
    };
  }
  if (isTlsCode(code)) {
    return {
      code: 'tls',
      what: `the secure connection to ${host} failed (${code})`,
      hint: 'Someone may stand in between. Behind a company proxy, give its certificate in NODE_EXTRA_CA_CERTS.',
      sent: false,
      passing: false,
    };
  }
  const proxy = proxyWords.get(code);
  if (proxy !== undefined) {
    return { ...unsent, code: 'proxy', what: proxy, hint: 'Check HTTPS_PROXY and NO_PROXY.' };
  }
  return { ...unsent, code: 'connect-failed', what: `no connection to ${host} came about (${code})` };
}

function brokenExchange(code: string): TransportFault {
  if (timeouts.has(code)) return answerFault('timeout', 'the answer did not come in time');
  if (/^(?:HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code)) {
    return answerFault('unreadable-answer', 'the answer was not HTTP as it should be');
  }
  return answerFault('cut-off', 'the connection broke before the answer was complete', { passing: true });
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

const proxyWords: ReadonlyMap<string, string> = new Map([
  ['PROXY_UNREACHABLE', 'the proxy could not be reached'],
  ['PROXY_WANTS_LOGIN', 'the proxy wants a user and password'],
  ['PROXY_REFUSED', 'the proxy refused to connect'],
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
