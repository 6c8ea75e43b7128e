import type { DoctorWorld, Finding } from '../check.ts';

/** The server's name resolves, a connection comes about, and its certificate is good. */
export async function checkServer(world: DoctorWorld): Promise<Finding> {
  const { endpoint } = (await world.valid()).connection;
  const { address, tls } = await world.reach();
  const at = address === undefined ? endpoint.host : `${endpoint.host} (${address})`;
  if (tls === undefined)
    return { status: 'ok', message: `${at} takes connections; on this machine it needs no TLS.` };
  const end = new Date(tls.certificateEnds);
  const day = end.toISOString().slice(0, 10);
  if (end.getTime() - world.clock.now() < 14 * 86_400_000) {
    return {
      status: 'warn',
      message: `The certificate of ${at} ends on ${day}.`,
      fix: 'Tell whoever runs that server, or the proxy in between.',
    };
  }
  return {
    status: 'ok',
    message: `${at} takes connections over ${tls.version}; its certificate is good until ${day}.`,
  };
}
