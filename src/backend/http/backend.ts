// Terraform's HTTP state protocol, which GitLab offers for every project:
// https://developer.hashicorp.com/terraform/language/backend/http
import type { Backend } from '../../model/backend.ts';
import { visible } from '../../model/visible.ts';
import type { BackendWorld } from '../backend-world.ts';
import { type LockUse, ofApply } from '../holder-words.ts';
import { shownAddress, stateAddresses } from './address.ts';
import { stateClient } from './client.ts';
import { journalsAt } from './journal.ts';
import { memoryAt } from './memory.ts';
import type { Served } from './served.ts';

/** Remembers on the server at this address. Throws a `Failure` for an address that can't be used. */
export function httpBackend(template: string, world: BackendWorld): Backend {
  const addressOf = stateAddresses(template, world.env);
  const shown = shownAddress(template);
  const client = stateClient(world.env, world.clock);
  const servedAs = (name: string, use: LockUse): Served => {
    const place = shown.replaceAll('{name}', visible(name));
    return { name, place, address: addressOf(name), client, use, world };
  };
  return {
    kind: 'http',
    memoryOf: (account) => {
      const { name } = account;
      return memoryAt(account, servedAs(name, ofApply), journalsAt(name, servedAs));
    },
    close: () => client.close(),
  };
}
