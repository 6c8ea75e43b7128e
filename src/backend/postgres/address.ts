import type { ClientConfig } from 'pg';
import { Failure } from '../../model/failure.ts';
import type { Saying } from '../../model/saying.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';

/** A database that the operator named. */
export interface DatabaseAddress {
  /** For people: without user and password. */
  readonly place: string;
  readonly connection: ClientConfig;
}

/** Modes that encrypt. The driver verifies the certificate in all of them; so they are passed on as the one that says so. */
const verifying = ['prefer', 'require', 'verify-ca', 'verify-full'];

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`. Throws a `Failure` for what is no such address, and for one
 * that would send passwords and records in the clear to another machine without saying so.
 */
export function databaseAddress(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined)
    throw refused('backend-address', say('not-an-address', { variable: 'KEFU_BACKEND' }), formHint);
  const { searchParams: query } = url;
  const host = query.get('host') ?? decoded(url.hostname);
  const port = query.get('port') ?? url.port;
  // Of a parameter that is said twice the driver takes the last one.
  const isTwice = new Set(query.keys()).size < [...query.keys()].length;
  if (host === undefined || isTwice || !isPort(port))
    throw refused('backend-address', say('not-an-address', { variable: 'KEFU_BACKEND' }), formHint);
  const mode = query.get('sslmode') ?? undefined;
  if (host === '') throw refused('backend-address', say('no-host'), formHint);
  if (mode === undefined && !isHere(host)) {
    throw refused('backend-not-encrypted', say('in-the-clear', { host: visible(host) }), say('add-sslmode'));
  }
  if (mode !== undefined && mode !== 'disable' && !verifying.includes(mode)) {
    throw refused('backend-address', say('sslmode-unverified', { mode: visible(mode) }), say('use-sslmode'));
  }
  if (mode !== undefined && mode !== 'disable') query.set('sslmode', 'verify-full');
  const database = url.pathname.slice(1);
  return {
    place: visible(`postgres://${host}${port === '' ? '' : `:${port}`}/${database}`),
    connection: { connectionString: url.href },
  };
}

/** Nothing stands for the usual one. */
function isPort(text: string): boolean {
  return /^\d*$/.test(text) && Number(text) <= 65_535;
}

/** Undefined for percent signs that stand for nothing. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** This machine, or a socket of it. */
function isHere(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}

const formHint = say('write-postgres');

function refused(code: string, what: Saying, hint: Saying): Failure {
  return new Failure('config', code, told(what, hint));
}
