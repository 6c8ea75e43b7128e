import type { CommandSurface, Flag, Surface, Values } from './surface.ts';

/** A completion script for fish 3 and newer. */
export function fishCompletion({ commands, flags }: Surface): string {
  const lines = [
    '# kefu completion for fish. Load it with: kefu completion fish | source',
    // Files only where a path may stand.
    'complete -c kefu -f',
    ...flags.map((flag) => `complete -c kefu -n __fish_use_subcommand ${flagOf(flag)}`),
    ...commands.flatMap(linesOf),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({ name, description, flags, values }: CommandSurface): string[] {
  const within = `complete -c kefu -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c kefu -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...(values.kind === 'free' ? [] : [`${within} ${valueSpec(values)}`]),
    ...flags.map((flag) => `${within} ${flagOf(flag)}`),
  ];
}

function flagOf({ names, description, values }: Flag): string {
  const spellings = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  const value = values === undefined ? [] : ['-r', valueSpec(values)];
  return [...spellings, ...value, '-d', quoted(description)].join(' ');
}

function valueSpec(values: Values): string {
  if (values.kind === 'files') return '-F';
  return values.kind === 'words' ? `-f -a ${quoted(values.words.join(' '))}` : '-f';
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
