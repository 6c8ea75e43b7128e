import { proxyFor } from '../../wechat/proxy.ts';
import { say } from '../../words/en/checkup.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** Which way requests go. A proxy's address is shown without its user and password. */
export async function checkProxy(world: DoctorWorld): Promise<Finding> {
  const { endpoint } = (await world.valid()).connection;
  const proxy = proxyFor(endpoint, world.env);
  if (proxy !== undefined) {
    return well(say('through-proxy', { host: endpoint.host, proxy: proxy.host }));
  }
  const unused = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => world.env[name]);
  const isSet = world.env.HTTPS_PROXY || world.env.https_proxy;
  if (unused !== undefined && !isSet) {
    return amiss(say('proxy-unused', { variable: unused, host: endpoint.host }), say('name-proxy'));
  }
  return well(say(isSet ? 'proxy-excepted' : 'reached-directly', { host: endpoint.host }));
}
