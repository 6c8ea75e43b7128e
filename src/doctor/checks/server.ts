import { say } from '../../words/en/checkup.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** The server's name resolves, a connection comes about, and its certificate is good. */
export async function checkServer(world: DoctorWorld): Promise<Finding> {
  const { endpoint } = (await world.valid()).connection;
  const { address, tls } = await world.reach();
  const { host } = endpoint;
  const at = address === undefined ? host : say('host-at', { host, address });
  if (tls === undefined) return well(say('server-plain', { host: at }));
  const end = new Date(tls.certificateEnds);
  const day = end.toISOString().slice(0, 10);
  if (end.getTime() - world.clock.now() < 14 * 86_400_000) {
    return amiss(say('certificate-ends', { host: at, day }), say('tell-server-owner'));
  }
  return well(say('server-tls', { host: at, version: tls.version, day }));
}
