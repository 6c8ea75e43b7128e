import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';

/** Whether a connection is gone or the server is away for a moment, so that asking again may help. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
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
      `The backend ${place} can't be reached: ${said}.`,
      {
        hint: 'Nothing is sent to WeChat without it. Look whether the database runs and KEFU_BACKEND names it.',
        cause: error,
      },
    );
  }
  if (/^28/.test(code ?? '')) {
    return new Failure('config', 'backend-refused', `The backend ${place} refuses the login: ${said}.`, {
      hint: 'Correct user and password in KEFU_BACKEND.',
      cause: error,
    });
  }
  if (isCertificateFault(code)) {
    return new Failure(
      'config',
      'backend-fault',
      `The backend ${place} can't prove who it is: ${said} (${visible(code ?? '')}).`,
      {
        hint: 'Nothing was told to it. Name the CA of your company in KEFU_BACKEND: &sslrootcert=FILE; the certificate has to be for that host.',
        cause: error,
      },
    );
  }
  return new Failure(
    'config',
    'backend-fault',
    `The backend ${place} answers: ${said}${code === undefined ? '' : ` (${visible(code)})`}.`,
    { hint: 'Nothing is sent to WeChat without it.', cause: error },
  );
}
