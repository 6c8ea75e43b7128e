import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';

/** A session that worked has ended, for whatever reason: a new one may work again. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

/** Whether a connection is gone or the server is away for a moment, so that asking again may help. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof SessionEnded) return true;
  const { code } = error as NodeJS.ErrnoException;
  // https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08, and the server's own shutdown and start.
  if (code !== undefined)
    return /^(08...|57P0[1-5]|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code);
  return /terminated|timeout|not queryable|Client was closed/i.test(error.message);
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isCertificateFault(code: string | undefined): boolean {
  return /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_CA$/.test(code ?? '');
}

/** What a database said, as people read it. The driver's errors hold no password. */
export function databaseFailure(place: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) throw error;
  const { code } = error as NodeJS.ErrnoException;
  const said = visible(error.message);
  if (isConnectionFault(error) || /^(ENOTFOUND|EAI_AGAIN|ENOENT|EACCES)$/.test(code ?? '')) {
    return new Failure(
      'unreachable',
      'backend-unreachable',
      told(say('backend-unreachable', { place, why: said }), say('does-the-database-run')),
      { cause: error },
    );
  }
  if (/^28/.test(code ?? '')) {
    return new Failure(
      'config',
      'backend-refused',
      told(say('backend-refuses-login', { place, why: said }), say('correct-login')),
      { cause: error },
    );
  }
  if (isCertificateFault(code)) {
    return new Failure(
      'config',
      'backend-fault',
      told(
        say('backend-not-proved', { place, why: said, code: visible(code ?? '') }),
        say('name-company-ca'),
      ),
      { cause: error },
    );
  }
  return new Failure(
    'config',
    'backend-fault',
    told(
      code === undefined
        ? say('backend-answers', { place, why: said })
        : say('backend-answers-code', { place, why: said, code: visible(code) }),
      say('nothing-without-it'),
    ),
    { cause: error },
  );
}
