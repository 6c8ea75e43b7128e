import type { Examined } from '../doctor/examine.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import type { Said } from '../model/saying.ts';
import type { Checkup } from '../render/doctor.ts';
import { say } from '../words/en/checkup.ts';
import { told } from '../words/say.ts';
import { exitCodes, exitOfFailure } from './exit.ts';

/** Which of several failed checks decides the exit code: what is in one's own hands first. */
const gravest: readonly FailureKind[] = ['config', 'auth', 'quota', 'unreachable', 'busy', 'stale'];

/** 0 when nothing failed, else the exit code of the command that would run into the gravest fault. */
export function exitOfCheckup(examined: readonly Examined[]): number {
  const failures = examined.flatMap((check) => (check.status === 'fail' ? [check.failure] : []));
  const [worst] = failures.sort((left, right) => gravest.indexOf(left.kind) - gravest.indexOf(right.kind));
  return worst === undefined ? exitCodes.done : exitOfFailure(worst);
}

/** The results as plain values, for text and JSON alike. */
export function checkupOf(
  examined: readonly Examined[],
  exitCode: number,
  callsMade: readonly string[],
): Checkup {
  return { exitCode, callsMade, checks: examined.map(lineOf) };
}

function lineOf(check: Examined): Checkup['checks'][number] {
  const { name } = check;
  switch (check.status) {
    case 'ok':
      return { ...check };
    case 'warn':
      return { ...check };
    case 'skipped':
      return { name, status: 'skipped', ...told(say('check-skipped', { needs: check.needs })) };
    case 'fail': {
      const { code, message, hint, said, diagnostics } = check.failure;
      return {
        name,
        status: 'fail',
        code,
        message,
        ...(hint === undefined ? {} : { fix: hint }),
        ...(said ? { said: saidAs(said) } : {}),
        diagnostics,
      };
    }
  }
}

function saidAs({ message, hint }: NonNullable<Failure['said']>): Said<'message' | 'fix'> {
  return { ...(message && { message }), ...(hint && { fix: hint }) };
}
