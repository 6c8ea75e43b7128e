import { randomUUID } from 'node:crypto';
import { appendFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import type { FleetContext, FleetWriter } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { checkOutputs, type Output } from '../outputs.ts';

/** Where what is said of a fleet goes: to every output, piece by piece. */
export interface FleetOutputs<M> {
  add(member: M): Promise<void>;
  end(): Promise<void>;
  /** After a failure of the run: nothing that was begun is left behind. */
  abandon(): Promise<void>;
}

type Formats<M> = Readonly<Record<string, (context: FleetContext) => FleetWriter<M>>>;

/** GitHub gives these files to several steps, so what is there stays. */
const appended = ['github-output', 'github-summary'];

/**
 * Opens every output asked for, before anything is sent. A file takes its name when it is whole, so that nobody reads half
 * of one. Rejects with a `Failure` when one can't be written or its format is not known.
 */
export async function openFleetOutputs<M>(
  outputs: readonly Output[],
  formats: Formats<M>,
  context: FleetContext,
  world: CommandWorld,
): Promise<FleetOutputs<M>> {
  const known = await checkOutputs(outputs, formats, world.cwd);
  const opened = await Promise.all(
    known.map(async ({ format, file }) => ({
      writer: formats[format]?.(context) as FleetWriter<M>,
      sink: await sinkOf(format, file, world),
    })),
  );
  return {
    add: async (member) => {
      for (const { writer, sink } of opened) await sink.write(writer.add(member));
    },
    end: async () => {
      for (const { writer, sink } of opened) {
        await sink.write(writer.end());
        await sink.finish();
      }
    },
    abandon: async () => {
      for (const { sink } of opened) await sink.abandon();
    },
  };
}

interface Sink {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

async function sinkOf(format: string, file: string, { terminal, cwd }: CommandWorld): Promise<Sink> {
  if (file === '-') {
    return { write: async (text) => terminal.out(text), finish: async () => {}, abandon: async () => {} };
  }
  const path = resolve(cwd, file);
  return appended.includes(format) ? appendingTo(path) : replacing(path);
}

function appendingTo(path: string): Sink {
  const pieces: string[] = [];
  return {
    write: async (text) => void pieces.push(text),
    finish: () => guarded(path, () => appendFile(path, pieces.join(''))),
    abandon: async () => {},
  };
}

async function replacing(path: string): Promise<Sink> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const handle: FileHandle = await guarded(path, () => open(temporary, 'wx', 0o644));
  return {
    write: async (text) => {
      if (text !== '') await guarded(path, () => handle.writeFile(text));
    },
    finish: () =>
      guarded(path, async () => {
        await handle.close();
        await rename(temporary, path);
      }),
    abandon: async () => {
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

async function guarded<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      'config',
      'output-not-writable',
      `The output ${visible(path)} can't be written (${code}).`,
      { hint: 'Name a file in a folder that is there and that you may write to.', cause: error },
    );
  }
}
