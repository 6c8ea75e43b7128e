// The lock as Terraform's protocol speaks of it. GitLab gives back only ID, Who and Created of the holder, so Who says all.
import type { LockHolder } from '../../model/lock.ts';
import { parseJson } from '../../model/parse-json.ts';

/** What is sent and given back; GitLab needs all seven. */
export interface LockInfo {
  readonly ID: string;
  readonly Operation: string;
  readonly Info: string;
  readonly Who: string;
  readonly Version: string;
  readonly Created: string;
  readonly Path: string;
}

export function lockInfo(
  id: string,
  { pid, host, since, job }: LockHolder,
  path: string,
  version: string,
): LockInfo {
  const Who = `process ${pid} on ${host}${job === undefined ? '' : `, job ${job}`}`;
  return { ID: id, Operation: 'apply', Info: 'kefu', Who, Version: version, Created: since, Path: path };
}

/** Who holds the lock, as a refusal says; undefined when it says nothing of the kind. */
export function readLockInfo(text: string): Pick<LockInfo, 'ID' | 'Who' | 'Created'> | undefined {
  try {
    const { ID, Who, Created } = parseJson(text) as Partial<Record<string, unknown>>;
    const isText = (value: unknown) => typeof value === 'string';
    return isText(ID) && isText(Who) && isText(Created) ? { ID, Who, Created } : undefined;
  } catch {
    return undefined;
  }
}

/** The holder, when kefu wrote it. */
export function holderOf({ Who, Created }: Pick<LockInfo, 'Who' | 'Created'>): LockHolder | undefined {
  const [, pid, host, job] = /^process (\d{1,10}) on (.+?)(?:, job (\S+))?$/.exec(Who) ?? [];
  if (pid === undefined || host === undefined) return undefined;
  return { pid: Number(pid), host, since: Created, ...(job === undefined ? {} : { job }) };
}
