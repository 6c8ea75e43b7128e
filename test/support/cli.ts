import type { CommandWorld } from '../../src/cli/command.ts';
import { plain } from '../../src/render/paint.ts';

/** A command's world that keeps what is printed; answers questions with `answer` when there is one. */
export function capturedWorld(
  cwd: string,
  env: Record<string, string>,
  answer?: string,
): { world: CommandWorld; out: () => string; told: () => string } {
  const out: string[] = [];
  const told: string[] = [];
  const world: CommandWorld = {
    terminal: {
      out: (text) => void out.push(text),
      tell: (text) => void told.push(text),
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
