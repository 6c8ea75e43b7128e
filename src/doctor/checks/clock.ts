import type { DoctorWorld, Finding } from '../check.ts';
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
      ? wrong(`It shows ${dayOf(now)}, which is before this version of kefu was made.`)
      : { status: 'ok', message: `It shows ${dayOf(now)}; there was no answer to compare it with.` };
  }
  const seconds = Math.round((now - serverTime) / 1000);
  if (Math.abs(now - serverTime) <= tolerated)
    return { status: 'ok', message: "It agrees with the server's clock." };
  return wrong(`It is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the server's.`);
}

function wrong(message: string): Finding {
  return {
    status: 'warn',
    message,
    fix: 'Set it by NTP: certificates, tokens and saved plans are judged by it.',
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
