import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with a few files to complete, a home of its own, and a kefu that is never meant to run. */
export function shellFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-completion-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['shop-cn.yaml', 'shop hk.yaml']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/kefu'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'bin/kefu'), 0o755);
  return folder;
}

/** Runs a shell without anybody's start files and returns what it printed. */
export function inShell(shell: string, args: readonly string[], folder: string): string {
  try {
    return execFileSync(shell, args, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 30_000,
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        HOME: folder,
        TERM: 'dumb',
        LC_ALL: 'C.UTF-8',
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`${shell} is not installed, and this test needs it: apt-get install ${shell}`);
  }
}

/** What bash offers after this line, by calling the completion as readline does. */
export function offeredByBash(script: string, line: string, folder: string): string[] {
  writeFileSync(join(folder, 'completion.bash'), script);
  // readline splits words at "=" as well.
  const words = line
    .split(/ +|(=)/)
    .filter((word) => word !== undefined && (word !== '' || line.endsWith(' ')));
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const program = `source completion.bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _kefu 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return linesOf(inShell('bash', ['--norc', '-c', program], folder));
}

/** What fish offers after this line. */
export function offeredByFish(script: string, line: string, folder: string): string[] {
  writeFileSync(join(folder, 'completion.fish'), script);
  const program = `source completion.fish; complete -C '${line}'`;
  return linesOf(inShell('fish', ['--no-config', '-c', program], folder)).map(
    (offer) => offer.split('\t', 1)[0] ?? '',
  );
}

/** What zsh offers after this line: a real interactive zsh on a terminal of its own gets the line and a tab. */
export function offeredByZsh(script: string, line: string, folder: string): string[] {
  writeFileSync(join(folder, 'completion.zsh'), script);
  writeFileSync(join(folder, 'inside.zsh'), zshInside);
  writeFileSync(join(folder, 'outside.zsh'), zshOutside);
  return linesOf(inShell('zsh', ['-f', 'outside.zsh', line], folder));
}

/** Loads the completion and prints every match between two marks instead of a menu. */
const zshInside = `
PROMPT= RPROMPT=
setopt no_beep
autoload -Uz compinit && compinit -u -d "$HOME/.zcompdump"
source ./completion.zsh
bindkey '^I' complete-word
compadd () {
  if [[ " $* " == *' -'(O|A|D)' '* ]]; then builtin compadd "$@"; return; fi
  typeset -a found
  builtin compadd -A found "$@"
  for match in $found; do print -r -- "<$match>"; done
  builtin compadd "$@"
}
mark () { print -r -- '<-start->' }
finish () { print -r -- '<-end->'; compstate[list]= compstate[insert]= }
comppostfuncs=(finish)
compprefuncs=(mark)
print -r -- '<-ready->'
`;

const zshOutside = String.raw`
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'source ./inside.zsh'
zpty -r z log '*<-ready->*'
zpty -w -n z "$1"$'\t'
zpty -r z log '*<-start->*'
zpty -r z log '*<-end->*'
print -r -- "$log" | grep -o '<[^-<>][^<>]*>\|<--*[a-z][^<>]*>' | grep -v '^<-end->$' | sed 's/^<//; s/>$//' | sort -u
zpty -d z
`;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}
