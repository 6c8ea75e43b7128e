// Stryker's runner for parts without tests of their own: the points of the simulated world are the tests. It runs in Stryker's
// copy of the tree, where every change is in the sources and one number says which is in force, so the bundle is loaded once.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';

const whole = ['clean'];
const sweeps =
  'guards records single readings crash lasting editors pictures late signals clocks sends'.split(' ');
/** Of how many points of the sweeps one is tried, and how many random schedules. */
const share = Number(process.env.KEFU_MUTANTS_SHARE ?? 40);
const schedules = 60;

/** What the changed sources look at: https://github.com/stryker-mutator/stryker-js, `instrument-test-runner.md`. */
globalThis.__stryker__ ??= {};
const inForce = globalThis.__stryker__;

/** What is done to count the points is no test of its own. */
const between = 'between the tests';

class SimulatedTestRunner {
  #points = new Map();
  /** How many changes each point has noticed so far. */
  #noticed = new Map();
  #loads = 0;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    await this.#load();
  }

  /** All points without a change, and which changes each comes by. */
  async dryRun() {
    const tests = [];
    for (const [id, point] of this.#points) {
      inForce.currentTestId = id;
      const began = performance.now();
      const broken = await tried(point);
      const timeSpentMs = performance.now() - began;
      const told = { id, name: id, timeSpentMs };
      tests.push(
        broken === undefined
          ? { ...told, status: TestStatus.Success }
          : { ...told, status: TestStatus.Failed, failureMessage: broken },
      );
    }
    inForce.currentTestId = undefined;
    // The sources keep the object that they found first, so it stays.
    const { [between]: _, ...perTest } = inForce.mutantCoverage.perTest;
    const { static: whileLoading } = inForce.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: { static: whileLoading, perTest } };
  }

  /** The points that come by the change, up to the first that breaks. */
  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    // Those that noticed most come first: changes near each other are noticed by the same.
    const noticed = (id) => this.#noticed.get(id) ?? 0;
    const ids = [...(testFilter ?? this.#points.keys())].sort((one, other) => noticed(other) - noticed(one));
    for (const [nth, id] of ids.entries()) {
      inForce.hitCount = 0;
      inForce.hitLimit = hitLimit;
      inForce.activeMutant = activeMutant.id;
      const broken = await tried(this.#points.get(id));
      inForce.activeMutant = undefined;
      const endless = determineHitLimitReached(inForce.hitCount, hitLimit);
      if (endless) {
        await this.#load();
        return { status: MutantRunStatus.Timeout, reason: endless.reason };
      }
      if (broken === undefined) continue;
      if ((await tried(this.#points.get(id))) !== undefined) {
        // What a change left in a module must not be taken for another's fault.
        await this.#load();
        continue;
      }
      this.#noticed.set(id, noticed(id) + 1);
      return {
        status: MutantRunStatus.Killed,
        killedBy: [id],
        failureMessage: broken,
        nrOfTests: nth + 1,
      };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: ids.length };
  }

  async #load() {
    const bundle = resolve('simulate.mutants.mjs');
    if (!existsSync(bundle)) {
      const { bundleSimulation } = await import(pathToFileURL(resolve('scripts/reliability/bundle.mjs')));
      await bundleSimulation(bundle, undefined, 'points.ts');
    }
    const world = await import(`${pathToFileURL(bundle)}?load=${this.#loads++}`);
    inForce.currentTestId = between;
    const some = (await world.pointsOf(sweeps)).filter(({ where }) => world.hashOf(where) % share === 0);
    const all = [...some, ...world.schedules(schedules)];
    // Neighbours of a sweep find the same things: the order of the hashes mixes them.
    all.sort((one, other) => world.hashOf(`${one.where}.`) - world.hashOf(`${other.where}.`));
    const first = await world.pointsOf(whole);
    inForce.currentTestId = undefined;
    this.#points = new Map([...first, ...all].map((point) => [point.where, point]));
  }
}

async function tried({ attempt }) {
  try {
    const broken = await attempt();
    return broken.length > 0 ? broken.join('\n') : undefined;
  } catch (error) {
    return String(error?.stack ?? error);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'simulated', SimulatedTestRunner)];
