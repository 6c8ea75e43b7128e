// A saved fleet plan is a folder: fleet.json, which names and seals everything, and one saved plan for each official account.

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FleetContent,
  type FleetIndex,
  type IndexEntry,
  indexOf,
  indexText,
  planFileOf,
  sealed,
} from '../documents/fleet-index.ts';
import type { PlanDocument } from '../documents/plan.ts';
import { makeFolder } from '../files/make-folder.ts';
import { readNamed } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Secret } from '../model/secret.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import { validateFleetPlan } from './generated/validate-fleet-plan.js';
import { planNotWritable, readPlanFile, writePlanFile } from './plan-file.ts';
import { writeDurably } from './write-durably.ts';

/** 20,000 official accounts take a tenth of that. */
const mostBytes = 64 * 1024 * 1024;

const indexFile = 'fleet.json';

/** Takes plans one by one, and is a fleet plan only once it was sealed. */
export interface FleetFolder {
  /** Resolves to the name of the plan's file in the folder. */
  add(document: PlanDocument): Promise<string>;
  /** Removes a plan that was added. */
  remove(file: string): Promise<void>;
  seal(content: FleetContent): Promise<FleetIndex>;
}

/**
 * Begins a fleet plan in a folder: one that is new, empty, or holds an earlier fleet plan, which is removed. Rejects with a
 * `Failure` when it holds anything else.
 */
export async function newFleetFolder(folder: string, key: Secret | undefined): Promise<FleetFolder> {
  await clearFolder(folder);
  const taken = new Set<string>();
  return {
    add: async (document) => {
      const file = planFileOf(document.official_account, taken);
      taken.add(file.toLowerCase());
      await writePlanFile(join(folder, file), document);
      return file;
    },
    remove: (file) => guarded(folder, () => rm(join(folder, file), { force: true })),
    seal: async (content) => {
      const index = sealed(content, key);
      await guarded(folder, () => writeDurably(join(folder, indexFile), indexText(index), 0o600));
      return index;
    },
  };
}

async function clearFolder(folder: string): Promise<void> {
  await guarded(folder, () => makeFolder(folder, 0o700));
  const names = await readdir(folder);
  const strangers = names.filter((name) => name !== indexFile && !name.endsWith('.plan.json'));
  if (strangers.length > 0 || (names.length > 0 && !names.includes(indexFile))) {
    throw new Failure(
      'config',
      'fleet-plan-folder-in-use',
      told(
        say('folder-in-use', { folder: visible(folder), names: names.slice(0, 3).map(visible) }),
        say('name-new-folder'),
      ),
    );
  }
  // The index first: a folder without it is no plan, whatever else is left.
  for (const name of [indexFile, ...names])
    await guarded(folder, () => rm(join(folder, name), { force: true }));
}

/** Reads the index of a fleet plan. Rejects with a `Failure` for anything but what kefu wrote. */
export async function readFleetIndex(folder: string, key: Secret | undefined): Promise<FleetIndex> {
  const path = join(folder, indexFile);
  const read = await readNamed(path, mostBytes);
  if (!read.ok) {
    throw new Failure(
      'config',
      'fleet-plan-unreadable',
      told(
        say('fleet-plan-unreadable', { file: visible(path), why: unreadWords(read) }),
        unreadHint(read, say('make-fleet-plan')),
      ),
      { cause: read.why === 'unreadable' ? read.cause : undefined },
    );
  }
  const index = indexOf(Buffer.from(read.bytes).toString('utf8'), validateFleetPlan, key);
  if (index) return index;
  throw new Failure(
    'config',
    'fleet-plan-edited',
    told(say('fleet-plan-edited', { file: visible(path) }), say('make-new-fleet-plan')),
  );
}

/** Reads one plan of a fleet plan. Rejects with a `Failure` when it is not the very plan that the index names. */
export async function readPlanOfFleet(
  folder: string,
  entry: Extract<IndexEntry, { plan_file: string }>,
  kinds: readonly AnyKind[],
  key: Secret | undefined,
): Promise<PlanDocument> {
  const path = join(folder, entry.plan_file);
  const document = await readPlanFile(path, kinds, key);
  if (document.plan_digest === entry.plan_digest) return document;
  throw new Failure(
    'config',
    'plan-not-of-fleet',
    told(say('plan-not-of-fleet', { file: visible(path), index: indexFile }), say('pass-whole-folder')),
  );
}

async function guarded<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw planNotWritable(say('the-folder', { folder: visible(folder) }), error);
  }
}
