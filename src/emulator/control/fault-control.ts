/** Sets and clears faults. */

import { readFault } from '../faults/fault.ts';
import { newestList } from '../faults/lag.ts';
import { type Answer, plainJson } from '../http/answer.ts';
import { ControlFault, type ControlRequest } from './control-request.ts';

export function getFaults({ world }: ControlRequest): Answer {
  return plainJson(world.faults);
}

export function setFault({ world, body }: ControlRequest): Answer {
  const fault = readFault(body, newestList(world.formerLists));
  if (typeof fault === 'string') throw new ControlFault(400, fault);
  world.faults.push(fault);
  return plainJson(fault);
}

export function clearFaults({ world }: ControlRequest): Answer {
  world.faults.length = 0;
  return plainJson({ ok: true });
}
