import type { CommandWorld } from '../../src/cli/command.ts';
import { languageOf } from '../../src/cli/language.ts';
import { plain } from '../../src/render/paint.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { note } from './canaries.ts';

/** A command's world that keeps what is printed, in the language of `env`; answers questions with `answer` when there is one. */
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
    words: languageOf(undefined, env) === 'en' ? english : chinese,
  };
  return { world, out: () => out.join(''), told: () => told.join('') };
}
