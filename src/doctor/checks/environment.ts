import { refuseLeakyEnvironment } from '../../reconcile/environment.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** Nothing in the environment makes Node print tokens or trust anybody. Rejects as every command that connects would. */
export async function checkEnvironment({ env }: DoctorWorld): Promise<Finding> {
  refuseLeakyEnvironment(env);
  const watched = watchers
    .filter(([pattern]) => pattern.test(env.NODE_OPTIONS ?? ''))
    .map(([, what]) => what);
  if (watched.length > 0) {
    return {
      status: 'warn',
      message: `NODE_OPTIONS lets others look into kefu: ${watched.join(', ')}.`,
      fix: 'Unset it for kefu unless you put it there.',
    };
  }
  const more = env.NODE_EXTRA_CA_CERTS ? ' Certificates of NODE_EXTRA_CA_CERTS are trusted too.' : '';
  return { status: 'ok', message: `Nothing in it prints tokens or weakens TLS.${more}` };
}

const watchers: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/--tls-keylog\b/, 'it writes down the keys of TLS connections'],
  [/--trace-tls\b/, 'it prints TLS packets'],
  [/--inspect\b/, 'a debugger may attach'],
  [/--report-/, 'reports hold all environment variables'],
  [/(^|\s)(--require|-r|--import|--loader|--experimental-loader)\b/, 'it loads other code first'],
];
