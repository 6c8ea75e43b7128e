import { createHash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { Failure } from '../../model/failure.ts';
import type { Clock } from '../../model/ports.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';
import type { Endpoint } from './address.ts';

/** What a server said. */
export interface Said {
  readonly status: number;
  readonly text: string;
}

/** Requests with the operator's login. No redirect is followed: it could lead the login anywhere. */
export interface StateClient {
  /** Resolves to what was said, also to a refusal. Repeats a request that got no answer. Rejects with a `Failure`. */
  send(endpoint: Endpoint, body?: string): Promise<Said>;
  close(): Promise<void>;
}

const timeoutMs = 20_000;
/** For a whole answer, however slowly it drips. */
const wholeMs = 60_000;
const tries = 4;
/** As GitLab allows for a state. */
const mostBytes = 64 * 1024 * 1024;

export function stateClient(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  deadlineMs = wholeMs,
): StateClient {
  let opened: Dispatcher | undefined;
  const headers = loginHeaders(env);
  const once = async ({ url, method }: Endpoint, body: string | undefined): Promise<Said> => {
    const { Agent, request } = await import('./undici.ts');
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment can't switch it off.
    const agent = opened ?? new Agent({ pipelining: 1, connect: { rejectUnauthorized: true } });
    opened = agent;
    const answer = await request.call(agent, {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: method as Dispatcher.HttpMethod,
      headers: body === undefined ? headers : { ...headers, ...contentHeaders(body) },
      body: body ?? null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: answer.statusCode, text: await wholeText(answer.body) };
  };
  return {
    send: async (endpoint, body) => {
      const place = visible(`${endpoint.url.origin}${endpoint.url.pathname}`);
      for (let tried = 1; ; tried += 1) {
        try {
          const said = await once(endpoint, body);
          if (said.status < 500 || tried === tries) return checked(said, place);
        } catch (error) {
          if (error instanceof Failure || tried === tries) throw unreachable(place, error);
        }
        await clock.sleep(500 * 2 ** tried);
      }
    },
    close: async () => opened?.destroy(),
  };
}

function loginHeaders({
  KEFU_HTTP_USERNAME: user = '',
  KEFU_HTTP_PASSWORD: password = '',
}: Readonly<Record<string, string | undefined>>): Record<string, string> {
  if (user === '' && password === '') return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

function contentHeaders(body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-md5': createHash('md5').update(body).digest('base64'),
  };
}

async function wholeText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) throw new Error('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What no caller can do anything about. */
function checked(said: Said, place: string): Said {
  const { status } = said;
  if (status === 401 || status === 403) {
    throw new Failure(
      'config',
      'backend-refused',
      told(say('backend-refuses-login-status', { place, status }), say('set-http-login')),
    );
  }
  if (status >= 300 && status < 400) {
    throw new Failure(
      'config',
      'backend-fault',
      told(say('backend-leads-elsewhere', { place, status }), say('no-redirect')),
    );
  }
  if (status === 413) {
    throw new Failure('config', 'backend-fault', told(say('state-too-large', { place }), say('raise-limit')));
  }
  return said;
}

export function unexpected(place: string, { status }: Said): Failure {
  return new Failure(
    'unreachable',
    'backend-fault',
    told(say('backend-answers-status', { place, status }), say('is-it-http-state')),
  );
}

function unreachable(place: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  // A deadline's code is a number that says nothing to people.
  const said = visible(typeof code === 'string' ? code : message);
  return new Failure(
    'unreachable',
    'backend-unreachable',
    told(say('backend-unreachable', { place, why: said }), say('does-the-server-run')),
    { cause: error },
  );
}
