// The built command line with a real PostgreSQL: killed, and its sessions ended, at four moments of every request to WeChat.

import { startCluster } from '../../support/postgres-cluster.ts';
import { phases } from '../built/relay.ts';
import { type Database, requestsOf, strikeOnce, type Weapon } from '../built/strike.ts';
import { accounts, avatars } from '../world/workloads.ts';
import { tallied, tell } from './tallied.ts';

const { tally, names } = tallied();
const cluster = await startCluster();
let made = 0;

/** A database of its own for each strike. */
function newDatabase(): Database {
  made += 1;
  const name = `strike${made}`;
  const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`;
  return { address: cluster.database(name), endSessions: () => void cluster.ask(name, others) };
}

for (const workload of [accounts, avatars])
  for (const width of [1, 8]) {
    const requests = await requestsOf(workload, width, newDatabase());
    for (const weapon of names as Weapon[])
      for (const phase of phases)
        for (let nth = 1; nth <= requests; nth++)
          await tally.point(`${workload.name}, width ${width}: ${weapon} at request ${nth}, ${phase}`, () =>
            strikeOnce({ workload, width, weapon, phase, nth, database: newDatabase() }),
          );
  }
await cluster.close();
tell(tally);
