import type { FleetContext, FleetWriter } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { checkOutputs, type Output, writeOutputs } from '../outputs.ts';

/** Where what is said of a fleet goes: to every output, member by member. */
export interface FleetOutputs<M> {
  add(member: M): Promise<void>;
  /** Writes the outputs. `fleetDigest`: of the saved plan they are about. Rejects with a `Failure` when one can't be written. */
  end(fleetDigest?: string): Promise<void>;
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
  const writers = new Map(
    known.map(({ format }) => [format, { writer: formats[format]?.(context), pieces: [] as string[] }]),
  );
  return {
    add: async (member) => {
      for (const { writer, pieces } of writers.values()) pieces.push(writer?.add(member) ?? '');
    },
    end: async (fleetDigest) => {
      for (const { writer, pieces } of writers.values()) pieces.push(writer?.end(fleetDigest) ?? '');
      await writeOutputs(known, world, (format) => writers.get(format)?.pieces.join('') ?? '');
    },
  };
}
