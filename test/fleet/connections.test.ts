import { type AddressInfo, connect, createServer } from 'node:net';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

/** Passes bytes on to a server on this machine, and counts the connections made to it. */
async function startRelay(target: string): Promise<{ readonly url: string; made(): number }> {
  let made = 0;
  const relay = createServer((near) => {
    made += 1;
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  await new Promise<void>((listening) => relay.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void relay.close());
  return { url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, made: () => made };
}

it('given twenty official accounts, three at the same time, expect three connections to plan them all', async () => {
  const stage = await setFleetStage(20, 2, 1);
  onTestFinished(() => stage.end());
  const relay = await startRelay(stage.fleet.url);
  const plan = await stage.kefu(['plan', 'shops', '--parallelism-accounts', '3'], {
    KEFU_ENDPOINT: relay.url,
  });
  expect(plan.exit, plan.err).toBe(0);
  expect(plan.out).toContain('Fleet: 20 official accounts: 20 with changes.');
  expect(relay.made()).toBeLessThanOrEqual(3);
});
