// Strikes at the built command line, one share of them. Prints one JSON line: how many points, and what was broken at which.
import { parseArgs } from 'node:util';
import { phases } from '../built/relay.ts';
import { requestsOf, type Strike, strikeOnce, type Weapon } from '../built/strike.ts';
import { applied, sends } from '../world/workloads.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { weapons: text, every: text, part: text, parts: text } });
const weapons = (values.weapons ?? 'SIGKILL').split(',') as Weapon[];
const every = Number(values.every ?? 1);
const [part, parts] = [Number(values.part ?? 0), Number(values.parts ?? 1)];

let drawn = 0;
let points = 0;
const broken: { readonly where: string; readonly what: readonly string[] }[] = [];
for (const workload of [...applied, sends])
  for (const width of workload === sends ? [1] : [1, 8]) {
    const requests = await requestsOf(workload, width);
    for (const weapon of weapons)
      for (const phase of phases)
        for (let nth = 1; nth <= requests; nth++)
          if (isOurs()) await point({ workload, width, weapon, phase, nth });
  }
process.stdout.write(`${JSON.stringify({ points, broken: broken.length, first: broken.slice(0, 8) })}\n`);

function isOurs(): boolean {
  drawn += 1;
  return drawn % every === 0 && (drawn / every) % parts === part;
}

/** A run may take fewer requests than the one before it; then there is no such point. */
async function point(strike: Strike): Promise<void> {
  const found = await strikeOnce(strike);
  if (found === undefined) return;
  points += 1;
  const { workload, width, weapon, phase, nth } = strike;
  const where = `${workload.name}, width ${width}: ${weapon} at request ${nth}, ${phase}`;
  if (found.length > 0) broken.push({ where, what: found });
}
