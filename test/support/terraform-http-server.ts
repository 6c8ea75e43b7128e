import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/*
 * A server of Terraform's HTTP state protocol, written for these tests from the public description
 * (https://developer.hashicorp.com/terraform/language/backend/http), since npm has no independent one. It is as strict as the
 * description lets a server be: a write needs the ID of the lock that is held, and the digest must be right. `gitlab` answers
 * as GitLab does: POST and DELETE at …/lock, all seven keys, 409 with the asker's own Operation, Info, Version and Path.
 */

/** A running server, and what it keeps. */
export interface StateServer {
  readonly url: string;
  /** Documents by path. */
  readonly documents: Map<string, string>;
  /** Lock infos by path of the document. */
  readonly locks: Map<string, Record<string, string>>;
  /** Authorization headers that were seen. */
  readonly logins: Set<string>;
  /** Answers the next so many requests by closing the connection, after doing what they ask. */
  loseAnswers(count: number): void;
  /** Refuses to give locks back, and keeps them. */
  keepLocks(): void;
  close(): Promise<void>;
}

const keys = ['ID', 'Operation', 'Info', 'Who', 'Version', 'Created', 'Path'];

export async function startStateServer(flavour: 'plain' | 'gitlab', login?: string): Promise<StateServer> {
  const documents = new Map<string, string>();
  const locks = new Map<string, Record<string, string>>();
  const logins = new Set<string>();
  let toLose = 0;
  let keepsLocks = false;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const body = await textOf(request);
    const { authorization = '' } = request.headers;
    logins.add(authorization);
    const say = (status: number, text = '') => {
      if (toLose > 0) {
        toLose -= 1;
        response.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    };
    if (login !== undefined && authorization !== `Basic ${Buffer.from(login).toString('base64')}`)
      return say(401);
    const isLock =
      flavour === 'gitlab' ? pathname.endsWith('/lock') : /^(UN)?LOCK$/.test(request.method ?? '');
    const path = flavour === 'gitlab' ? pathname.replace(/\/lock$/, '') : pathname;
    const held = locks.get(path);
    if (isLock) {
      const asked = JSON.parse(body === '' ? '{}' : body);
      if (request.method === 'LOCK' || request.method === 'POST') {
        if (flavour === 'gitlab' && keys.some((key) => typeof asked[key] !== 'string')) return say(400);
        if (!held) {
          locks.set(path, asked);
          return say(200);
        }
        const { ID, Who, Created } = held;
        return flavour === 'gitlab'
          ? say(409, JSON.stringify({ ...asked, ID, Who, Created }))
          : say(423, JSON.stringify(held));
      }
      if (keepsLocks) return say(400);
      if (held && asked.ID !== undefined && asked.ID !== held.ID) return say(409, JSON.stringify(held));
      locks.delete(path);
      return say(200);
    }
    if (request.method === 'GET') {
      const text = documents.get(path);
      return text === undefined ? say(flavour === 'gitlab' ? 204 : 404) : say(200, text);
    }
    if (request.method !== 'POST') return say(405);
    if (held && searchParams.get('ID') !== held.ID)
      return say(flavour === 'gitlab' ? 409 : 423, JSON.stringify(held));
    if (request.headers['content-md5'] !== createHash('md5').update(body).digest('base64')) return say(400);
    if (!Number.isInteger(JSON.parse(body).serial)) return say(400);
    documents.set(path, body);
    return say(200);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    documents,
    locks,
    logins,
    loseAnswers: (count) => {
      toLose = count;
    },
    keepLocks: () => {
      keepsLocks = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
