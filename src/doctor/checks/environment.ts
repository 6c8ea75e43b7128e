import type { Saying } from '../../model/saying.ts';
import { refuseLeakyEnvironment } from '../../reconcile/environment.ts';
import { say } from '../../words/en/checkup.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** Nothing in the environment makes Node print tokens or trust anybody. Rejects as every command that connects would. */
export async function checkEnvironment({ env }: DoctorWorld): Promise<Finding> {
  refuseLeakyEnvironment(env);
  const watched = watchers
    .filter(([pattern]) => pattern.test(env.NODE_OPTIONS ?? ''))
    .map(([, what]) => what);
  if (watched.length > 0) {
    return amiss(say('node-options-watch', { ways: watched }), say('unset-node-options'));
  }
  return well(say(env.NODE_EXTRA_CA_CERTS ? 'environment-more-trust' : 'environment-tight'));
}

const watchers: readonly (readonly [pattern: RegExp, what: Saying])[] = [
  [/--tls-keylog\b/, say('writes-tls-keys')],
  [/--trace-tls\b/, say('prints-tls')],
  [/--inspect\b/, say('debugger-attaches')],
  [/--report-/, say('reports-environment')],
  [/(^|\s)(--require|-r|--import|--loader|--experimental-loader)\b/, say('loads-other-code')],
];
