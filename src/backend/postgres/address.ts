import type { ClientConfig } from 'pg';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';

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
  if (url === undefined) throw refused('backend-address', 'KEFU_BACKEND is not an address.', formHint);
  const { searchParams: query } = url;
  const host = query.get('host') ?? decodeURIComponent(url.hostname);
  const mode = query.get('sslmode') ?? undefined;
  if (host === '') throw refused('backend-address', 'KEFU_BACKEND names no host.', formHint);
  if (mode === undefined && !isHere(host)) {
    throw refused(
      'backend-not-encrypted',
      `KEFU_BACKEND would talk to ${visible(host)} in the clear.`,
      'Add ?sslmode=verify-full (and &sslrootcert=FILE for a company CA). If the way there is private, say so: ?sslmode=disable.',
    );
  }
  if (mode !== undefined && mode !== 'disable' && !verifying.includes(mode)) {
    throw refused(
      'backend-address',
      `KEFU_BACKEND says sslmode=${visible(mode)}, which does not verify whom it talks to.`,
      'Use sslmode=verify-full (and &sslrootcert=FILE for a company CA).',
    );
  }
  if (mode !== undefined && mode !== 'disable') query.set('sslmode', 'verify-full');
  const port = query.get('port') ?? url.port;
  const database = url.pathname.slice(1);
  return {
    place: visible(`postgres://${host}${port === '' ? '' : `:${port}`}/${database}`),
    connection: { connectionString: url.href },
  };
}

/** This machine, or a socket of it. */
function isHere(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}

const formHint = 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full.';

function refused(code: string, message: string, hint: string): Failure {
  return new Failure('config', code, message, { hint });
}
