import type { LookupFunction } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import type { Deadlines } from './deadlines.ts';
import { type ProxyEnvironment, proxyFor } from './proxy.ts';

export interface TakenConnection {
  request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  /** Whether the connection stood, TLS included, so that bytes may have left. */
  connected(): boolean;
  release(): Promise<void>;
}

export interface Connections {
  /** `fresh` for writes: a kept connection may be dead already, and a write lost on it would be of unknown outcome. */
  take(kind: 'kept' | 'fresh'): Promise<TakenConnection>;
  close(): Promise<void>;
}

/**
 * Connections that one official account of a run is done with and the next may read by, so that a fleet doesn't connect for
 * each. Whoever takes one has it alone. For one run: with one environment, the same deadlines, and one way to resolve names.
 */
export interface SpareConnections {
  /** Undefined when there is none to that server. */
  take(endpoint: URL): OpenConnection | undefined;
  give(endpoint: URL, connection: OpenConnection): void;
  close(): Promise<void>;
}

export function createSpareConnections(): SpareConnections {
  const spare = new Map<string, OpenConnection[]>();
  return {
    take: ({ origin }) => spare.get(origin)?.pop(),
    give: ({ origin }, connection) => {
      spare.set(origin, [...(spare.get(origin) ?? []), connection]);
    },
    close: async () => {
      const all = [...spare.values()].flat();
      spare.clear();
      await Promise.all(all.map((connection) => connection.destroy()));
    },
  };
}

export interface ConnectionOptions {
  readonly endpoint: URL;
  readonly env: ProxyEnvironment;
  readonly deadlines: Deadlines;
  /** How the server's name becomes an address; Node's own by default. */
  readonly lookup?: LookupFunction | undefined;
  /** Where the kept connection comes from and goes to; absent: it is opened and closed. */
  readonly spare?: SpareConnections | undefined;
}

/**
 * Connections to one server: all reads share one, each write has its own. undici is loaded with the first one, so that
 * commands which stay offline start fast.
 */
export function openConnections(options: ConnectionOptions): Connections {
  let kept: Promise<OpenConnection> | undefined;

  return {
    async take(kind) {
      if (kind === 'fresh') {
        const connection = await openConnection(options);
        return { ...connection, release: connection.destroy };
      }
      kept = usable(kept, options);
      return { ...(await kept), release: async () => {} };
    },
    async close() {
      // What could not be opened was told to whoever asked for it.
      const connection = await kept?.catch(() => undefined);
      kept = undefined;
      if (connection === undefined) return;
      if (options.spare === undefined || connection.failed()) await connection.destroy();
      else options.spare.give(options.endpoint, connection);
    },
  };
}

/** Bytes; Node's own default, whatever it was started with. */
const maxHeaderSize = 16 * 1024;

interface OpenConnection extends Omit<TakenConnection, 'release'> {
  /** Whether the last attempt to connect failed. */
  failed(): boolean;
  destroy(): Promise<void>;
}

/** A client of undici whose connection failed may never answer another request (its issue 3895), so it is replaced. */
async function usable(
  kept: Promise<OpenConnection> | undefined,
  options: ConnectionOptions,
): Promise<OpenConnection> {
  const connection = await kept;
  if (connection !== undefined && !connection.failed()) return connection;
  await connection?.destroy();
  return options.spare?.take(options.endpoint) ?? openConnection(options);
}

/** Connects with the first request, and again when the connection was closed; requests wait for each other's answers. */
async function openConnection(options: ConnectionOptions): Promise<OpenConnection> {
  const { chooseParser, Client, request } = await import('./undici.ts');
  await chooseParser(process.env);
  let stands = false;
  let failed = false;
  const connect = await connector(options, (stood) => {
    stands = stood;
    failed = !stood;
  });
  const client = new Client(options.endpoint.origin, { pipelining: 1, maxHeaderSize, connect });
  return {
    request: (asked) => request.call(client, asked),
    connected: () => stands,
    failed: () => failed,
    destroy: () => client.destroy(),
  };
}

async function connector(
  options: ConnectionOptions,
  onConnect: (stood: boolean) => void,
): Promise<buildConnector.connector> {
  const { buildConnector } = await import('./undici.ts');
  const connectDirectly = buildConnector({
    timeout: options.deadlines.connect,
    minVersion: 'TLSv1.2',
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment can't switch it off.
    rejectUnauthorized: true,
    ...(options.lookup !== undefined && { lookup: options.lookup }),
  });
  const proxy = proxyFor(options.endpoint, options.env);
  const connect = proxy === undefined ? connectDirectly : throughProxy(proxy, options, connectDirectly);
  return (request, callback) =>
    connect(request, (...result) => {
      onConnect(result[0] === null);
      callback(...result);
    });
}

/** The secure connection to the server is made inside the tunnel; the proxy sees none of it. */
function throughProxy(
  proxy: URL,
  { endpoint, deadlines }: ConnectionOptions,
  connectDirectly: buildConnector.connector,
): buildConnector.connector {
  return async (request, callback) => {
    const { openTunnel } = await import('./tunnel.ts');
    try {
      const server = `${endpoint.hostname}:${endpoint.port || 443}`;
      const httpSocket = await openTunnel(proxy, server, deadlines.connect);
      connectDirectly({ ...request, httpSocket }, callback);
    } catch (error) {
      callback(error instanceof Error ? error : new Error('tunnel'), null);
    }
  };
}
