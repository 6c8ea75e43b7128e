import { sayer } from '../say.ts';

/** What is said of backends other than files, in English. */
export const backendSentences = {
  'backend-unreachable': ({ place, why }: { place: string; why: string }) =>
    `The backend ${place} can't be reached: ${why}.`,
  'does-the-database-run': () =>
    'Nothing is sent to WeChat without it. Look whether the database runs and KEFU_BACKEND names it.',
  'does-the-server-run': () =>
    'Nothing is sent to WeChat without it. Look whether the server runs and KEFU_BACKEND names it.',
  'backend-refuses-login': ({ place, why }: { place: string; why: string }) =>
    `The backend ${place} refuses the login: ${why}.`,
  'backend-refuses-login-status': ({ place, status }: { place: string; status: number }) =>
    `The backend ${place} refuses the login (${status}).`,
  'correct-login': () => 'Correct user and password in KEFU_BACKEND.',
  'set-http-login': () =>
    'Set KEFU_HTTP_USERNAME and KEFU_HTTP_PASSWORD; the token may need the right to write.',
  'backend-not-proved': ({ place, why, code }: { place: string; why: string; code: string }) =>
    `The backend ${place} can't prove who it is: ${why} (${code}).`,
  'name-company-ca': () =>
    'Nothing was told to it. Name the CA of your company in KEFU_BACKEND: &sslrootcert=FILE; the certificate has to be for that host.',
  'backend-answers': ({ place, why }: { place: string; why: string }) =>
    `The backend ${place} answers: ${why}.`,
  'backend-answers-code': ({ place, why, code }: { place: string; why: string; code: string }) =>
    `The backend ${place} answers: ${why} (${code}).`,
  'backend-answers-status': ({ place, status }: { place: string; status: number }) =>
    `The backend ${place} answers ${status}.`,
  'nothing-without-it': () => 'Nothing is sent to WeChat without it.',
  'is-it-http-state': () =>
    'Nothing is sent to WeChat without it. Look whether KEFU_BACKEND is the address of a Terraform HTTP state.',
  'backend-leads-elsewhere': ({ place, status }: { place: string; status: number }) =>
    `The backend ${place} leads elsewhere (${status}).`,
  'no-redirect': () => 'kefu follows no redirect with your login. Set KEFU_BACKEND to the address itself.',
  'state-too-large': ({ place }: { place: string }) =>
    `The backend ${place} says that the state is too large (413).`,
  'raise-limit': () => 'Raise the limit of the server.',
  'history-in-other': ({ place }: { place: string }) =>
    `The history in ${place} holds something else than an apply.`,
  'look-at-table': () => 'Look at the table kefu_history: kefu did not write that.',
  'history-of-other': ({ place }: { place: string }) => `The history of ${place} is not one of kefu.`,
  'look-at-path': ({ path }: { path: string }) => `Look at what is at ${path}: kefu did not write that.`,
  'backend-newer': ({ place, version, known }: { place: string; version: number; known: number }) =>
    `The tables in ${place} are of version ${version}; this kefu knows ${known}.`,
  'use-their-version': () => 'Use the version of kefu that the others use.',
  'backend-unknown': () => 'KEFU_BACKEND is no address of a backend that kefu knows.',
  'set-backend': () =>
    'Leave it out for files beside the config, or set postgres://… or https://… (docs/backends.md).',
  'not-an-address': ({ variable }: { variable: string }) => `${variable} is not an address.`,
  'no-host': () => 'KEFU_BACKEND names no host.',
  'write-postgres': () => 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full.',
  'in-the-clear': ({ host }: { host: string }) => `KEFU_BACKEND would talk to ${host} in the clear.`,
  'add-sslmode': () =>
    'Add ?sslmode=verify-full (and &sslrootcert=FILE for a company CA). If the way there is private, say so: ?sslmode=disable.',
  'sslmode-unverified': ({ mode }: { mode: string }) =>
    `KEFU_BACKEND says sslmode=${mode}, which does not verify whom it talks to.`,
  'use-sslmode': () => 'Use sslmode=verify-full (and &sslrootcert=FILE for a company CA).',
  'address-with-login': ({ variable }: { variable: string }) =>
    `${variable} holds a login; addresses are printed.`,
  'put-http-login': () => 'Put it into KEFU_HTTP_USERNAME and KEFU_HTTP_PASSWORD.',
  'password-in-clear': ({ variable, host }: { variable: string; host: string }) =>
    `${variable} would send the password to ${host} in the clear.`,
  'use-https-scheme': () => 'Use https://.',
  'no-name-in-address': ({ variable }: { variable: string }) =>
    `${variable} has no {name}: all official accounts would share one state.`,
  'write-name-in-address': () =>
    'Write {name} where the name of the official account belongs: https://gitlab.example/api/v4/projects/7/terraform/state/{name}',
  'write-http-address': () => 'Write it as https://HOST/PATH/{name}.',
};

export const say = sayer(backendSentences);
