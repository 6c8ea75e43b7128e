import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalFiles } from '../../../src/backend/delivery-journal.ts';
import { heldLockBeside } from '../../../src/backend/held-lock-file.ts';
import { historyFile } from '../../../src/backend/history-file.ts';
import { ofApply } from '../../../src/backend/holder-words.ts';
import { readPlanFile } from '../../../src/backend/plan-file.ts';
import { digestOfPlan, planDocument, planText } from '../../../src/documents/plan.ts';
import { planOf } from '../../../src/documents/read-plan.ts';
import { kinds } from '../../../src/kinds/kinds.ts';
import type { Desired } from '../../../src/model/desired.ts';
import { wantsOfSaved } from '../../../src/reconcile/inverse.ts';
import { checkSavedPlan } from '../../../src/reconcile/saved-plan.ts';
import { systemClock } from '../../../src/reconcile/system-clock.ts';
import type { KeptFileCase, MadeTexts } from '../cases/kept-files.ts';
import { message } from '../kept-texts.ts';
import { type Endurance, mustBeClean, refusedBy } from './endure.ts';
import { mergeDamaged, showForged, wholeFleetPlan, wholeFleetReport } from './fleet-files.ts';
import {
  accountOf,
  context,
  hostileFolder,
  planAndTell,
  removeFolder,
  tellPlan,
  wholeDesired,
} from './stage.ts';

/** Damaged files: read as the commands do that use them, and what is taken is planned with and told. */
export async function endureKeptFiles(): Promise<Endurance<KeptFileCase>> {
  const folder = hostileFolder();
  const desired = await wholeDesired(folder);
  const meet = async ({ what, bytes }: KeptFileCase) => {
    try {
      await readers[what](folder, bytes, desired);
      mustBeClean();
      return 'taken';
    } catch (error) {
      mustBeClean();
      return refusedBy(error);
    }
  };
  return { meet, end: async () => removeFolder(folder) };
}

/** The texts of a plan, and of a plan and a report of a fleet, with something of everything. */
export async function madeTexts(): Promise<MadeTexts> {
  const folder = hostileFolder();
  try {
    const { plan } = await planAndTell(
      accountOf(await wholeDesired(folder), join(folder, 'kefu.state.json')),
    );
    return {
      plan: planText(planDocument(plan, context, kinds)),
      fleetPlan: wholeFleetPlan(),
      fleetReport: wholeFleetReport(plan),
    };
  } finally {
    removeFolder(folder);
  }
}

type Reader = (folder: string, bytes: Uint8Array, desired: Desired) => Promise<unknown>;

const readers: Readonly<Record<KeptFileCase['what'], Reader>> = {
  state: (folder, bytes, desired) => {
    const file = put(folder, 'kefu.state.json', bytes);
    return planAndTell(accountOf(desired, file));
  },
  plan: readPlan,
  'forged plan': (folder, bytes, desired) => readPlan(folder, forged(bytes), desired),
  journal: async (folder, bytes) => {
    const file = put(folder, 'journal.jsonl', bytes);
    const journal = await journalFiles({ clock: systemClock, env: {} }).resume(file, message);
    journal.earlier('oCUSTOMER_1');
    await journal.close();
  },
  lock: async (folder, bytes) => {
    put(folder, 'locked.state.json.lock', bytes);
    const lock = await heldLockBeside(join(folder, 'locked.state.json'), ofApply, systemClock);
    if (lock && lock.words === '') throw new Error('a lock without words');
  },
  'forged fleet plan': showForged,
  'fleet report': mergeDamaged,
  history: (folder, bytes) => historyFile(put(folder, 'kefu.history.jsonl', bytes)).read({}),
};

async function readPlan(folder: string, bytes: Uint8Array, desired: Desired): Promise<void> {
  const file = put(folder, 'plan.json', bytes);
  const document = await readPlanFile(file, kinds, undefined);
  const plan = planOf(document);
  tellPlan(plan);
  checkSavedPlan(document, desired, undefined, Date.now());
  rmSync(join(folder, 'kefu.state.json'), { force: true });
  const account = accountOf(desired, join(folder, 'kefu.state.json'));
  const wants = document.origin === 'inverse' ? { wants: await wantsOfSaved(plan, file, account) } : {};
  await planAndTell(account, { plan, ...wants });
}

/** With its digest made anew, and in the one form that is taken: what a forger would pass on. */
function forged(bytes: Uint8Array): Uint8Array {
  try {
    const {
      plan_digest: _,
      plan_signature: __,
      ...content
    } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return Buffer.from(planText({ ...content, plan_digest: digestOfPlan(content) }));
  } catch {
    return bytes;
  }
}

function put(folder: string, name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}
