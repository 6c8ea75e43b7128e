import { debuglog } from 'node:util';
import { Failure } from '../model/failure.ts';
import type { Secret } from '../model/secret.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
import { requestTarget } from './address.ts';
import { readBody } from './body.ts';
import { type ConnectionOptions, openConnections, type TakenConnection } from './connections.ts';
import { deadlinesFor } from './deadlines.ts';
import { type EndpointName, endpointPaths, readOnlyPaths } from './endpoints.ts';
import type { RequestBody } from './multipart.ts';
import { answerFault, networkFault, type TransportFault } from './transport-faults.ts';

/** One request to WeChat. */
export interface Call {
  readonly name: EndpointName;
  readonly method: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly token?: Secret;
  readonly body?: RequestBody;
}

/** What came of it: the text of a 2xx answer, which may repeat the token that was sent, or why there is none. */
export type Exchange =
  | { readonly kind: 'answer'; readonly text: string; readonly sent?: Secret }
  | { readonly kind: 'fault'; readonly fault: TransportFault };

export interface Transport {
  /** Throws a `Failure` for a call that this transport must not send. */
  refuseForbidden(name: EndpointName): void;
  /** Sends once. Resolves also for network faults; rejects only for a call that must not be made. */
  send(call: Call): Promise<Exchange>;
  callsMade(): readonly string[];
  /** What the server's clock showed with its last answer, in milliseconds since 1970. */
  serverTime(): number | undefined;
  close(): Promise<void>;
}

export interface TransportOptions extends ConnectionOptions {
  readonly mode: 'read-only' | 'read-write';
}

/** WeChat's answers to kefu's calls have some 30 KB at most. */
const bodyLimit = 1024 * 1024;

/**
 * The one way to WeChat's API. It follows no redirect, and a read-only one refuses every path that is not on the list
 * of reads, whatever its caller meant to do.
 */
export function createTransport(options: TransportOptions): Transport {
  const connections = openConnections(options);
  const calls: string[] = [];
  let serverTime: number | undefined;
  const noteTime = (date: unknown) => {
    const time = typeof date === 'string' ? Date.parse(date) : Number.NaN;
    if (!Number.isNaN(time)) serverTime = time;
  };

  const refuseForbidden = (name: EndpointName) => {
    if (options.mode === 'read-only' && !readOnlyPaths.has(endpointPaths[name])) throw forbidden(name);
  };

  return {
    refuseForbidden,
    async send(call) {
      refuseForbidden(call.name);
      refuseTracing();
      calls.push(call.name);
      const connection = await connections.take(
        readOnlyPaths.has(endpointPaths[call.name]) ? 'kept' : 'fresh',
      );
      try {
        return await exchange(connection, call, options, noteTime);
      } catch (error) {
        return { kind: 'fault', fault: networkFault(error, connection.connected(), options.endpoint.host) };
      } finally {
        await connection.release();
      }
    },
    callsMade: () => [...calls],
    serverTime: () => serverTime,
    close: () => connections.close(),
  };
}

async function exchange(
  connection: Pick<TakenConnection, 'request'>,
  call: Call,
  options: TransportOptions,
  noteTime: (date: unknown) => void,
): Promise<Exchange> {
  const deadlines = deadlinesFor(call.body?.bytes.length ?? 0, options.deadlines);
  const response = await connection.request({
    path: requestTarget(endpointPaths[call.name], call.query ?? {}, call.token),
    method: call.method,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'kefu',
      ...(call.body !== undefined && { 'content-type': call.body.contentType }),
    },
    body: call.body?.bytes ?? null,
    headersTimeout: deadlines.headers,
    bodyTimeout: deadlines.body,
    signal: AbortSignal.timeout(deadlines.whole),
  });
  noteTime(response.headers.date);
  const fault = statusFault(response.statusCode);
  if (fault !== undefined) {
    response.body.on('error', () => {}).destroy();
    return { kind: 'fault', fault };
  }
  const encoding = response.headers['content-encoding'];
  const bytes = await readBody(
    response.body,
    Array.isArray(encoding) ? encoding.join() : encoding,
    bodyLimit,
  );
  return { kind: 'answer', text: bytes.toString('utf8'), ...(call.token && { sent: call.token }) };
}

/** WeChat answers 200 to everything, errors included; any other status comes from something in between. */
function statusFault(status: number): TransportFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) {
    return answerFault('redirect', say('answer-redirected', { status }), {
      hint: say('never-redirects'),
    });
  }
  if (status >= 500) {
    return answerFault('http-status', say('server-on-the-way', { status }), {
      passing: true,
      hint: say('try-again-later'),
    });
  }
  return answerFault('http-status', say('status-not-sent', { status }), {
    hint: say('really-wechat'),
  });
}

function forbidden(name: EndpointName): Failure {
  return new Failure(
    'config',
    'read-only',
    told(say('not-read-only', { endpoint: name }), say('report-fault')),
  );
}

const tracers = ['undici', 'fetch'].map((section) => ({ section, log: debuglog(section) }));

/** With these switched on, undici prints the path of each request, and with it the access token. */
function refuseTracing(): void {
  const traced = tracers.find(({ log }) => log.enabled)?.section;
  if (traced !== undefined) {
    throw new Failure(
      'config',
      'node-debug',
      told(say('node-debug', { section: traced }), say('unset-node-debug')),
    );
  }
}
