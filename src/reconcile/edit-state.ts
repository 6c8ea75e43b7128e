import { readStateText, stateText } from '../backend/state-text.ts';
import { kinds } from '../kinds/kinds.ts';
import { type Address, namedBy } from '../model/address.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records-edited.ts';
import { told } from '../words/say.ts';
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
        say('address-of-other-kind', { to: visible(to), from: visible(from) }),
        hint(recorded),
      );
    }
    if (recorded.objects.has(target)) {
      const already = say('record-there-already', { address: visible(to) });
      throw refused('state-exists', already, say('nothing-was-changed'));
    }
    mustBeSettled(recorded, target);
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
      if (!recorded) throw refused('state-missing', say('nothing-recorded'), say('apply-records'));
      const changed = { ...change(recorded), serial: recorded.serial + 1 };
      await mustBeReadable(changed, recorded);
      await lock.state.write(changed);
    } finally {
      await lock.release();
    }
  });
}

/** What kefu could not read again would end every later run, the one that takes this back, too. */
async function mustBeReadable(changed: Recorded, before: Recorded): Promise<void> {
  try {
    await readStateText(
      stateText(changed),
      '',
      kinds.map(({ name }) => name),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [to = ''] = [...changed.objects.keys()].filter((address) => !before.objects.has(address));
    throw refused('state-address', say('no-such-address', { to: visible(to) }), hint(before));
  }
}

function recordAt(recorded: Recorded, address: string): Address {
  const found = [...recorded.objects.keys()].find((one) => one === address);
  if (found === undefined) {
    throw refused('state-address', say('no-record-of', { name: visible(address) }), hint(recorded));
  }
  mustBeSettled(recorded, found);
  return found;
}

function mustBeSettled({ intents }: Recorded, address: Address): void {
  if (!intents.some((intent) => intent.address === address)) return;
  throw refused('state-open', say('write-not-settled', { address: visible(address) }), say('apply-looks'));
}

function hint({ objects }: Recorded): Saying {
  const [one = 'kf_account.alice@kftest'] = [...objects.keys()].sort();
  return say('show-records', { address: visible(one) });
}

function refused(code: string, message: Saying, what: Saying): Failure {
  return new Failure('config', code, told(message, what));
}
