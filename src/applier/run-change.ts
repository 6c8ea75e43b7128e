import { accountName, type LiveAccount, type LiveAccounts } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Cause } from '../model/outcome.ts';
import { sameObserved } from '../planner/observed.ts';
import { conclude } from './conclude.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { alreadyDone } from './effect.ts';
import { causeOf, type Ended } from './ended.ts';
import type { Ledger } from './ledger.ts';
import { perform } from './perform.ts';
import { find } from './read-back.ts';

const mostAttempts = 3;

/**
 * Does one change: look again, write down the intent, send, classify, read back. `expected` is the account as the plan,
 * or the change before, left it. Looks again on every attempt, since between two attempts anybody may have written.
 */
export async function runChange(
  change: Change,
  expected: LiveAccount | null,
  input: ApplyInput,
  world: ApplyWorld,
  ledger: Ledger,
): Promise<Ended & { readonly attempts: number }> {
  let last: Cause | undefined;
  for (let attempts = 0; ; attempts++) {
    if (world.stop.aborted) return { ...notStarted(expected), attempts };
    const looked = await lookAgain(change, expected, input, world);
    const known = looked.ended ?? (attempts === mostAttempts ? givenUp(last, expected) : undefined);
    if (known) return { ...(await writeDown(known, change, ledger)), attempts };
    try {
      await ledger.intend(change, world.clock.now());
    } catch (error) {
      return { ...noIntent(error, looked.live), attempts };
    }
    const outcome = await perform(change, world.accounts, input);
    const ended = await conclude(change, outcome, looked.live, input, world);
    if (ended !== 'again') return { ...(await writeDown(ended, change, ledger)), attempts: attempts + 1 };
    if (outcome.kind !== 'applied') last = outcome.cause;
  }
}

/** Without a durable intent nothing is sent: a killed run would leave no trace. */
function noIntent(error: unknown, live: LiveAccount | null): Ended {
  const stop = causeOf(error);
  return { status: 'not-attempted', note: stop.message, live, cause: stop, stop, stateFault: stop.message };
}

/** Brings the state file in step with how the change ended. An intent of unknown outcome stays for the next run. */
async function writeDown(ended: Ended, change: Change, ledger: Ledger): Promise<Ended> {
  try {
    if (ended.status === 'done') await ledger.done(change, ended.live);
    else if (ended.status === 'failed') await ledger.dismiss(change);
    return ended;
  } catch (error) {
    const stop = causeOf(error);
    return { ...ended, stop, stateFault: stop.message };
  }
}

function notStarted(live: LiveAccount | null): Ended {
  return { status: 'not-attempted', note: 'the run was interrupted', live };
}

/** Every attempt ended without a proof either way. */
function givenUp(cause: Cause | undefined, live: LiveAccount | null): Ended {
  return {
    status: 'unknown',
    note: `tried ${mostAttempts} times without an answer that settles it`,
    live,
    ...(cause ? { cause } : {}),
  };
}

type Looked = { readonly live: LiveAccount | null; readonly ended?: Ended };

/** The account as it is right now, and whether that already ends the change. */
async function lookAgain(
  change: Change,
  expected: LiveAccount | null,
  input: ApplyInput,
  world: ApplyWorld,
): Promise<Looked> {
  let list: LiveAccounts;
  try {
    list = await world.accounts.list();
  } catch (error) {
    const cause = causeOf(error);
    return {
      live: expected,
      ended: { status: 'not-attempted', note: 'could not look first', live: expected, cause, stop: cause },
    };
  }
  const live = find(list, change.account);
  if (alreadyDone(change, live)) return { live, ended: { status: 'done', note: 'was so already', live } };
  if (!sameObserved(expected, live)) {
    const note = 'changed by someone else since the plan; nothing was written';
    return { live, ended: { status: 'failed', note, live, refusal: 'changed-meanwhile' } };
  }
  if (change.kind !== 'delete-account') return { live };
  const held = await heldDelete(change, list, input, world);
  return held ? { live, ended: { status: 'failed', note: held, live } } : { live };
}

/** The guards of the plan, held once more at the moment of the delete: an add may have failed, a customer may have come. */
async function heldDelete(
  change: Extract<Change, { kind: 'delete-account' }>,
  list: LiveAccounts,
  input: ApplyInput,
  world: ApplyWorld,
): Promise<string | undefined> {
  if (list.accounts.length <= 1) return 'not deleted: it is the last account now';
  if (input.deleteWhileServing) return undefined;
  try {
    const online = await world.accounts.online();
    const serving = online.find(({ id }) => id === change.account)?.acceptedCases ?? 0;
    return serving > 0 ? `not deleted: ${accountName(change.account)} is serving ${serving} now` : undefined;
  } catch (error) {
    return `not deleted: could not ask who is serving customers (${causeOf(error).message})`;
  }
}
