/** Which fault strikes. Every fault that matches counts the call; the first one in its range strikes. */

import type { Fault } from './fault.ts';

/** The fault for a connection just made: `refuse` for every path. */
export function strikeConnection(faults: Fault[]): Fault | undefined {
  return count(faults.filter((fault) => fault.kind === 'refuse' && fault.path === '*'));
}

/** The fault for a call of which only the head was read: `refuse` for its path. */
export function strikeHead(faults: Fault[], path: string): Fault | undefined {
  return count(
    faults.filter((fault) => fault.kind === 'refuse' && fault.path !== '*' && isAimedAt(fault, path)),
  );
}

/** The fault for a call that was read whole; `content`: its query and body as text, where a fault asks for it. */
export function strikeCall(faults: Fault[], path: string, content: () => string): Fault | undefined {
  return count(
    faults.filter((fault) => {
      if (fault.kind === 'refuse' || fault.kind === 'lag') return false;
      return isAimedAt(fault, path) && (!fault.containing || content().includes(fault.containing));
    }),
  );
}

function count(matching: Fault[]): Fault | undefined {
  for (const fault of matching) fault.seen += 1;
  return matching.find((fault) => fault.seen >= fault.nth && fault.seen < fault.nth + fault.times);
}

function isAimedAt(fault: Fault, path: string): boolean {
  if (fault.path === '*' || fault.path === path) return true;
  return path.endsWith(fault.path.startsWith('/') ? fault.path : `/${fault.path}`);
}
