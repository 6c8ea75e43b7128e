// Stands in for undici: requests go to the emulator in this process, through its own logic for calls and faults. The port
// that a client calls is the number of its process.
import { alive } from './process.ts';
import { later, passGate } from './time.ts';

interface Sent {
  /** Told to an agent alone. */
  readonly origin?: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | null;
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
}

/** As much of a stream as its readers use; a real one takes longer than all the rest of a call. */
class Body {
  readonly #parts: AsyncIterable<Buffer> | Iterable<Buffer>;

  constructor(parts: AsyncIterable<Buffer> | Iterable<Buffer>) {
    this.#parts = parts;
  }

  async *[Symbol.asyncIterator]() {
    yield* this.#parts;
  }

  on() {
    return this;
  }

  destroy() {}
}

const bodyOf = (bytes: Buffer) => new Body(bytes.length === 0 ? [] : [bytes]);

type Serve = (process: number, request: unknown, response: unknown) => Promise<void>;
type Hook = (phase: 'before' | 'after', process: number, path: string) => Promise<void> | void;

const noHook: Hook = () => {};

/** What answers. Refuses the connection when `connects` is false. */
export const network = {
  connects: (): boolean => true,
  serve: (() => Promise.reject(new Error('no server'))) as Serve,
  /** Called before each request leaves, and after its answer came. */
  hook: noHook,
  /** By process: calls that are under way now, and the most that ever were. */
  underWay: new Map<number, number>(),
  most: new Map<number, number>(),
  /** An answer as it was delivered. */
  delivered: (_process: number, _path: string, _body: Buffer): void => {},
};

export function resetNetwork(): void {
  network.hook = noHook;
  network.underWay.clear();
  network.most.clear();
}

/** How long a client waits for an answer that never comes. */
const headersTimeoutMs = 20_000;

function broken(code: string): Error {
  return Object.assign(new Error(code), { code });
}

const anywhere: Connect = (_, callback) => callback(null, {});

type Connect = (options: object, callback: (error: Error | null, socket: unknown) => void) => void;

export function buildConnector(): Connect {
  return (_, callback) => {
    if (network.connects()) callback(null, {});
    else callback(broken('ECONNREFUSED'), null);
  };
}

export default class Client {
  readonly process: number;
  readonly connect: Connect;

  constructor(origin: string, { connect }: { connect: Connect }) {
    this.process = Number(new URL(origin).port);
    this.connect = connect;
  }

  async destroy(): Promise<void> {}
}

export { Client };

/** Answers are no bytes here: there is nothing to parse. */
export async function chooseParser(): Promise<void> {}

/** Of undici: connects wherever a request goes. */
export class Agent {
  async destroy(): Promise<void> {}
}

/** undici's `request`, called on a client. */
export async function request(this: Client | Agent, sent: Sent): Promise<Answered> {
  const { process, connect } =
    this instanceof Client ? this : { process: Number(new URL(sent.origin ?? '').port), connect: anywhere };
  // Who fetches a picture is not told by its address, and it changes nothing.
  if (process === 0) return exchanged(process, sent);
  begins(process);
  await alive(process);
  await passGate(process, sent.path);
  await network.hook('before', process, sent.path);
  await alive(process);
  try {
    await new Promise<void>((done, fail) => {
      connect({}, (error) => (error ? fail(error) : done()));
    });
    return await exchanged(process, sent);
  } finally {
    ends(process);
    await network.hook('after', process, sent.path);
    await alive(process);
  }
}

function begins(process: number): void {
  const now = (network.underWay.get(process) ?? 0) + 1;
  network.underWay.set(process, now);
  network.most.set(process, Math.max(now, network.most.get(process) ?? 0));
}

function ends(process: number): void {
  network.underWay.set(process, (network.underWay.get(process) ?? 1) - 1);
}

/** One request through the server, as the client sees it: an answer, or a broken connection. */
function exchanged(process: number, { path, method, headers, body }: Sent): Promise<Answered> {
  const bytes = Buffer.from(body ?? '');
  const asked = Object.assign(bodyOf(bytes), {
    url: path,
    bytes,
    method,
    headers: { ...headers, host: `127.0.0.1:${process}` },
    socket: { remoteAddress: '127.0.0.1' },
  });
  return new Promise((done, fail) => {
    let status = 200;
    let answerHeaders: Record<string, string | undefined> = {};
    let parts: Buffer[] = [];
    const drop = () => fail(broken('UND_ERR_SOCKET'));
    const answer = (body: Body) => done({ statusCode: status, headers: answerHeaders, body });
    const response = {
      headersSent: false,
      destroyed: false,
      writeHead(code: number, given: Record<string, string>) {
        status = code;
        answerHeaders = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, String(value)]),
        );
      },
      flushHeaders() {},
      write(part: Buffer, written: () => void) {
        parts.push(part);
        written();
        return true;
      },
      end(part?: Buffer) {
        if (part) parts.push(part);
        const whole = Buffer.concat(parts);
        if (status === 200) network.delivered(process, path, whole);
        answer(bodyOf(whole));
        parts = [];
      },
      socket: {
        resetAndDestroy: drop,
        destroy: drop,
        end() {},
        destroySoon() {
          answer(new Body(cutOff(Buffer.concat(parts))));
        },
      },
    };
    // A server that ends without an answer is one that hangs: the client gives up.
    const giveUp = () => later(headersTimeoutMs, () => fail(broken('UND_ERR_HEADERS_TIMEOUT')));
    network.serve(process, asked, response).then(giveUp, fail);
  });
}

async function* cutOff(bytes: Buffer) {
  if (bytes.length > 0) yield bytes;
  throw broken('UND_ERR_SOCKET');
}
