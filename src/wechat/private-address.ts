import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/**
 * True for addresses that are not somewhere on the public internet: this machine, private and shared networks,
 * link-local (with the clouds' metadata servers), multicast, documentation and reserved ranges (IANA's special-purpose
 * address registries), also when dressed as IPv6.
 */
export function isPrivateAddress(address: string): boolean {
  return isIPv6(address) ? lists().ipv6.check(address, 'ipv6') : lists().ipv4.check(address, 'ipv4');
}

/** A lookup that fails when any address of the name is private: the name is public data, its addresses need not be. */
export function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      const addresses = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      if (error === null && addresses.some(isPrivateAddress)) {
        callback(Object.assign(new Error('private address'), { code: 'EACCES' }), address, family);
        return;
      }
      callback(error, address, family);
    });
}

const privateNetworks = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

const privateIpv6Networks = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

let known: Lists | undefined;

interface Lists {
  readonly ipv4: BlockList;
  readonly ipv6: BlockList;
}

/** Made for the first picture that is fetched. */
function lists(): Lists {
  known ??= listed();
  return known;
}

function listed(): Lists {
  const [ipv4, ipv6] = [new BlockList(), new BlockList()];
  for (const [network, prefix] of privateNetworks) {
    ipv4.addSubnet(network, prefix, 'ipv4');
    ipv6.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
  }
  for (const [network, prefix] of privateIpv6Networks) ipv6.addSubnet(network, prefix, 'ipv6');
  return { ipv4, ipv6 };
}
