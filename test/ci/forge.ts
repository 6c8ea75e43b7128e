// A server that keeps the comments of a merge request and the notices of group robots, and nothing else of a forge.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Forge {
  readonly url: string;
  /** Comments in the order in which they were written. */
  readonly comments: { id: number; body: string; author: string }[];
  /** What was asked: method and path, and the headers. */
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** Bodies that robots were sent. */
  readonly notices: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** Codeup's open change requests, the newest first. */
  readonly changeRequests: { readonly localId: number; readonly sourceBranch: string }[];
  /** What robots answer. */
  answer: object;
}

/** Comments written through it are the robot's, `kefu-bot`. */
export async function forge(atTheEnd: (tidy: () => void) => void = onTestFinished): Promise<Forge> {
  const it: Forge = {
    url: '',
    comments: [],
    requests: [],
    notices: [],
    changeRequests: [
      { localId: 12, sourceBranch: 'other' },
      { localId: 11, sourceBranch: 'rename' },
      { localId: 4, sourceBranch: 'rename' },
    ],
    answer: { errcode: 0, errmsg: 'ok' },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    it.requests.push({ line: `${method} ${url}`, headers });
    const said = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (/\/oapi\/v1\/codeup\/.*\/comments$/.test(url) && !isForCodeup(said)) response.statusCode = 400;
    response.end(JSON.stringify(answerTo(it, method, url, said)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atTheEnd(() => {
    server.close();
  });
  return Object.assign(it, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** What Codeup documents that a comment must have. */
function isForCodeup({ comment_type, content, draft, resolved }: Record<string, unknown>): boolean {
  const isText = typeof content === 'string' && content.length > 0 && content.length <= 65_535;
  return comment_type === 'GLOBAL_COMMENT' && isText && draft === false && resolved === false;
}

function answerTo(it: Forge, method: string, url: string, said: Record<string, unknown>): unknown {
  if (/\/(?:send|hook)/.test(url)) {
    it.notices.push({ path: url, body: said });
    return it.answer;
  }
  if (method === 'GET' && url.includes('/changeRequests?')) return it.changeRequests;
  if (method === 'GET')
    return it.comments.map(({ id, body, author }) => ({
      id,
      body,
      user: { login: author },
      author: { username: author },
    }));
  const body = String(said.body ?? said.content);
  const id = Number(/\/(?:comments|notes)\/(\d+)$/.exec(url)?.[1]);
  const known = it.comments.find((comment) => comment.id === id);
  if (known) known.body = body;
  else it.comments.push({ id: it.comments.length + 1, body, author: 'kefu-bot' });
  return { id };
}
