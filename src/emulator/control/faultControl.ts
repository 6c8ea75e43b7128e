/** Sets faults over HTTP. */

import { readFault } from '../faults/fault.ts';
import { type Answer, plainJson } from '../http/answer.ts';
import type { ControlRequest } from './controlRoutes.ts';

export function setFault({ running, body }: ControlRequest): Answer {
  const fault = readFault(body, running.now());
  if (typeof fault === 'string') return plainJson({ error: fault }, 400);
  running.world.faults.push(fault);
  return plainJson(fault);
}
