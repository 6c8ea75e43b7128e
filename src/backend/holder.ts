import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { parseJson } from '../model/parse-json.ts';
import { runOrigin } from '../model/run-origin.ts';
import type { Presence, Socket } from './presence.ts';
import { bootId, machineId, pidNamespace, processFacts } from './process-facts.ts';

/** Who holds a lock, as written in the lock file. What is optional is left out where the system doesn't tell it. */
export interface Holder {
  /** Different for each taking of a lock. */
  readonly nonce: string;
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** As `process.platform`. */
  readonly platform?: string;
  readonly machine?: string;
  readonly boot?: string;
  readonly pidNamespace?: string;
  /** As in `ProcessFacts`. */
  readonly start?: number;
  readonly socket?: Socket;
  /** The CI job, as an address where there is one. */
  readonly job?: string;
}

/** What a process is seen from: its machine, its start, its container. */
export interface Vantage {
  readonly host: string;
  readonly platform: string;
  readonly machine: string | undefined;
  readonly boot: string | undefined;
  readonly pidNamespace: string | undefined;
}

/** Where this process stands. */
export async function ownVantage(): Promise<Vantage> {
  const [machine, boot, room] = await Promise.all([machineId(), bootId(), pidNamespace()]);
  return { host: hostname(), platform: process.platform, machine, boot, pidNamespace: room };
}

/** This process as a holder. */
export async function asHolder(
  { host, platform, machine, boot, pidNamespace: room }: Vantage,
  { socket }: Pick<Presence, 'socket'>,
  nowMs: number,
  env: NodeJS.ProcessEnv,
): Promise<Holder> {
  const start = (await processFacts(process.pid))?.start;
  const job = runOrigin(env).run;
  return {
    nonce: randomUUID(),
    pid: process.pid,
    host,
    since: new Date(nowMs).toISOString(),
    platform,
    ...(machine !== undefined && { machine }),
    ...(boot !== undefined && { boot }),
    ...(room !== undefined && { pidNamespace: room }),
    ...(start !== undefined && { start }),
    ...(socket !== undefined && { socket }),
    ...(job !== undefined && { job }),
  };
}

export function holderText(holder: Holder): string {
  return `${JSON.stringify(holder)}\n`;
}

/** The holder a lock file names; undefined when the file is empty, cut, or no lock of kefu. */
export function readHolder(text: string): Holder | undefined {
  let written: unknown;
  try {
    written = parseJson(text);
  } catch {
    return undefined;
  }
  if (typeof written !== 'object' || written === null) return undefined;
  const {
    nonce,
    pid,
    host,
    since,
    platform,
    machine,
    boot,
    pidNamespace: room,
    start,
    socket,
    job,
  } = written as Fields;
  if (!isText(nonce) || !/^[\w-]{1,64}$/.test(nonce) || !isText(host) || !isText(since)) return undefined;
  if (!isCount(pid) || pid === 0) return undefined;
  return {
    nonce,
    pid,
    host,
    since,
    ...(isText(platform) && { platform }),
    ...(isText(machine) && { machine }),
    ...(isText(boot) && { boot }),
    ...(isText(room) && { pidNamespace: room }),
    ...(isCount(start) && { start }),
    ...(isSocket(socket) && { socket }),
    ...(isText(job) && { job }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Its id becomes part of a path. */
function isSocket(value: unknown): value is Socket {
  if (typeof value !== 'object' || value === null) return false;
  const { id, device, inode } = value as Fields;
  return isText(id) && /^[0-9a-f-]{36}$/.test(id) && isCount(device) && isCount(inode);
}
