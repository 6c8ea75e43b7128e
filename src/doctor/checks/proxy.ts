import { proxyFor } from '../../wechat/proxy.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** Which way requests go. A proxy's address is shown without its user and password. */
export async function checkProxy(world: DoctorWorld): Promise<Finding> {
  const { endpoint } = (await world.valid()).connection;
  const proxy = proxyFor(endpoint, world.env);
  if (proxy !== undefined) {
    return {
      status: 'ok',
      message: `${endpoint.host} is reached through the proxy ${proxy.host} (CONNECT).`,
    };
  }
  const unused = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => world.env[name]);
  const isSet = world.env.HTTPS_PROXY || world.env.https_proxy;
  if (unused !== undefined && !isSet) {
    return {
      status: 'warn',
      message: `${unused} is set, which kefu does not use: ${endpoint.host} is reached directly.`,
      fix: 'If a proxy is needed, name it in HTTPS_PROXY.',
    };
  }
  const why = isSet ? ' (excepted from HTTPS_PROXY)' : '';
  return { status: 'ok', message: `${endpoint.host} is reached directly${why}.` };
}
