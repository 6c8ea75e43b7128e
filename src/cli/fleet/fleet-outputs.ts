import type { FleetContext, FleetWriter } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { checkOutputs, type Output, writeOutputs, writeOutputsNow } from '../outputs.ts';

/** Where what is said of a fleet goes: to every output, member by member. */
export interface FleetOutputs<M> {
  add(member: M): Promise<void>;
  /** Writes the outputs. `fleetDigest`: of the saved plan they are about. Rejects with a `Failure` when one can't be written. */
  end(fleetDigest?: string): Promise<void>;
  /** The same at once, for a process that is about to end: with these members behind those it was told of. Never throws. */
  endNow(rest: readonly M[], fleetDigest?: string): void;
}

type Formats<M> = Readonly<Record<string, (context: FleetContext) => FleetWriter<M>>>;

/**
 * Begins every output asked for; each is written when all is known, so that nobody reads half of one. Rejects with a
 * `Failure`, before anything is sent, when one can't be written or its format is not known.
 */
export async function openFleetOutputs<M>(
  outputs: readonly Output[],
  formats: Formats<M>,
  context: FleetContext,
  world: CommandWorld,
): Promise<FleetOutputs<M>> {
  const known = await checkOutputs(outputs, formats, world.cwd);
  const writers = new Map(known.map(({ format }) => [format, inPieces(formats[format]?.(context))]));
  const textOf = (format: string) => writers.get(format)?.text() ?? '';
  const add = (member: M) => {
    for (const writer of writers.values()) writer.add(member);
  };
  const end = (fleetDigest?: string) => {
    for (const writer of writers.values()) writer.end(fleetDigest);
  };
  let isWritten = false;
  return {
    add: async (member) => add(member),
    end: async (fleetDigest) => {
      end(fleetDigest);
      await writeOutputs(known, world, textOf);
      isWritten = true;
    },
    endNow: (rest, fleetDigest) => {
      // What is appended would be there twice.
      if (isWritten) return;
      for (const member of rest) add(member);
      end(fleetDigest);
      writeOutputsNow(known, world.cwd, textOf);
    },
  };
}

/** What a writer said so far. Once it is ended it says no more: a signal may come while its text is written already. */
function inPieces<M>(writer: FleetWriter<M> | undefined) {
  const pieces: string[] = [];
  let isEnded = false;
  return {
    add: (member: M) => {
      if (!isEnded) pieces.push(writer?.add(member) ?? '');
    },
    end: (fleetDigest?: string) => {
      if (!isEnded) pieces.push(writer?.end(fleetDigest) ?? '');
      isEnded = true;
    },
    text: () => pieces.join(''),
  };
}
