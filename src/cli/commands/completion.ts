import type { Command } from 'commander';
import type { CommandWorld } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { type Surface, surfaceOf } from '../completion/surface.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCodes } from '../exit.ts';
import { describeIn } from '../help/tell-help.ts';
import type { Shell } from '../shells.ts';

export interface CompletionOptions {
  readonly shell: Shell;
  /** The program to complete. */
  readonly program: Command;
}

const scripts = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} satisfies Record<Shell, (surface: Surface) => string>;

/** Prints a script that teaches a shell kefu's commands, flags and their values, described in the language chosen. */
export async function run(
  { shell, program }: CompletionOptions,
  { terminal, words }: CommandWorld,
): Promise<number> {
  await describeIn(words.lang, program);
  terminal.out(scripts[shell](surfaceOf(program)));
  return exitCodes.done;
}
