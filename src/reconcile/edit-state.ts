import { type Address, namedBy } from '../model/address.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { describedBy } from './adopt.ts';
import { type MemoryWorld, withMemory } from './memory.ts';

interface EditWorld extends MemoryWorld {
  readonly cwd: string;
}

/**
 * Forgets what is recorded of an object: kefu no longer counts it as its own. At WeChat nothing changes. Rejects with a `Failure`
 * when there is no such record, or its last write is not settled yet.
 */
export function forget(address: string, config: string, world: EditWorld): Promise<void> {
  return edit(config, world, (recorded) => {
    const from = recordAt(recorded, address);
    const objects = new Map(recorded.objects);
    objects.delete(from);
    return { ...recorded, objects };
  });
}

/** Records an object under another address of the same kind. Rejects with a `Failure` when there is a record already. */
export function move(address: string, to: string, config: string, world: EditWorld): Promise<void> {
  return edit(config, world, (recorded) => {
    const from = recordAt(recorded, address);
    const target = to as Address;
    if (namedBy(from).kind !== namedBy(target).kind || namedBy(target).name === '') {
      throw refused(
        'state-address',
        `${visible(to)} is no address of the same kind as ${visible(from)}.`,
        hint(recorded),
      );
    }
    if (recorded.objects.has(target)) {
      throw refused('state-exists', `There is a record of ${visible(to)} already.`, 'Nothing was changed.');
    }
    const objects = new Map(recorded.objects);
    objects.set(target, objects.get(from));
    objects.delete(from);
    return { ...recorded, objects };
  });
}

async function edit(
  config: string,
  world: EditWorld,
  change: (recorded: Recorded) => Recorded,
): Promise<void> {
  await withMemory(await describedBy(config, world), world, async (memory) => {
    const lock = await memory.takeLock(0);
    try {
      const recorded = await lock.state.read();
      if (!recorded)
        throw refused('state-missing', 'Nothing is recorded yet.', 'The first apply makes the record.');
      await lock.state.write({ ...change(recorded), serial: recorded.serial + 1 });
    } finally {
      await lock.release();
    }
  });
}

function recordAt(recorded: Recorded, address: string): Address {
  const found = [...recorded.objects.keys()].find((one) => one === address);
  if (found === undefined) {
    throw refused('state-address', `There is no record of ${visible(address)}.`, hint(recorded));
  }
  if (recorded.intents.some((intent) => intent.address === found)) {
    throw refused(
      'state-open',
      `A write of ${visible(address)} is not settled yet.`,
      'Run kefu apply first: it looks at what became of it.',
    );
  }
  return found;
}

function hint({ objects }: Recorded): string {
  const [one = 'kf_account.alice@kftest'] = [...objects.keys()].sort();
  return `kefu state show tells what is recorded; an address is such as ${visible(one)}. Nothing was changed.`;
}

function refused(code: string, message: string, hintText: string): Failure {
  return new Failure('config', code, message, { hint: hintText });
}
