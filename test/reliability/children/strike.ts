// The built command line killed and signalled at four moments of every request, before the real emulator and on real files.
import { phases } from '../built/relay.ts';
import { requestsOf, strikeOnce, type Weapon } from '../built/strike.ts';
import { applied, sends } from '../world/workloads.ts';
import { tallied, tell } from './tallied.ts';

const { tally, names } = tallied();
for (const workload of [...applied, sends])
  for (const width of workload === sends ? [1] : [1, 8]) {
    const requests = await requestsOf(workload, width);
    for (const weapon of names as Weapon[])
      for (const phase of phases)
        for (let nth = 1; nth <= requests; nth++)
          await tally.point(`${workload.name}, width ${width}: ${weapon} at request ${nth}, ${phase}`, () =>
            strikeOnce({ workload, width, weapon, phase, nth }),
          );
  }
tell(tally);
