import type { CommandWorld } from '../../src/cli/command.ts';
import { plain } from '../../src/render/paint.ts';
import { note } from './canaries.ts';

/** A command's world that keeps what is printed; answers questions with `answer` when there is one. */
export function capturedWorld(
  cwd: string,
  env: Record<string, string>,
  answer?: string,
): { world: CommandWorld; out: () => string; told: () => string } {
  const out: string[] = [];
  const told: string[] = [];
  const keep = (texts: string[], text: string) => {
    texts.push(text);
    note(text);
  };
  const world: CommandWorld = {
    terminal: {
      out: (text) => keep(out, text),
      tell: (text) => keep(told, text),
      paint: plain,
      canAsk: answer !== undefined,
      isInteractive: true,
      ask: async (question) => {
        out.push(question);
        return answer ?? '';
      },
    },
    env,
    cwd,
  };
  return { world, out: () => out.join(''), told: () => told.join('') };
}
