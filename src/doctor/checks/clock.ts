import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/checkup.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';
import { asOf } from '../node-lines.ts';

/** Milliseconds. The header is exact to a second and an answer may travel long. */
const tolerated = 60_000;

/** This machine's clock agrees with the server's; when nothing was answered, it shows at least a day that can be. */
export async function checkClock(world: DoctorWorld): Promise<Finding> {
  const config = await world.config();
  const serverTime = config.ok ? (await world.inquiries()).serverTime() : undefined;
  const now = world.clock.now();
  if (serverTime === undefined) {
    return now < Date.parse(asOf)
      ? wrong(say('clock-before-kefu', { day: dayOf(now) }))
      : well(say('clock-not-compared', { day: dayOf(now) }));
  }
  const seconds = Math.round((now - serverTime) / 1000);
  if (Math.abs(now - serverTime) <= tolerated) return well(say('clock-agrees'));
  return wrong(say(seconds > 0 ? 'clock-ahead' : 'clock-behind', { seconds: Math.abs(seconds) }));
}

function wrong(what: Saying): Finding {
  return amiss(what, say('set-clock'));
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
