import type { CommandSurface, Flag, Surface, Values } from './surface.ts';

/** A completion script for zsh: to be sourced, or kept as `_kefu` in a folder of fpath. */
export function zshCompletion({ commands, flags }: Surface): string {
  return `#compdef kefu
# kefu completion for zsh. Load it with: source <(kefu completion zsh)
_kefu() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${flags.map((flag) => `    ${specOf(flag)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->argument'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}`).join('\n')}
      )
      _describe -t commands 'kefu command' commands
      ;;
    argument)
      case $words[1] in
${commands.map(branchOf).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = '_kefu' ]; then _kefu "$@"; else compdef _kefu kefu; fi
`;
}

function branchOf({ name, flags, values }: CommandSurface): string {
  const specs = [
    ...flags.map(specOf),
    ...(values.kind === 'free' ? [] : [quoted(`*: :${actionOf(values)}`)]),
  ];
  return `        ${name}) _arguments -s ${specs.join(' ')} ;;`;
}

/** `*` because a flag may be given several times; each spelling is a spec of its own. */
function specOf({ names, description, values }: Flag): string {
  const text = description.replace(/[\\[\]:]/g, '\\$&');
  const value = values === undefined ? '' : `: :${actionOf(values)}`;
  return names.map((name) => quoted(`*${nameOf(name, values)}[${text}]${value}`)).join(' ');
}

/** `--out=` takes its value behind the sign or in the next word. */
function nameOf(name: string, values: Values | undefined): string {
  return values !== undefined && name.startsWith('--') ? `${name}=` : name;
}

function actionOf(values: Values): string {
  if (values.kind === 'files') return '_files';
  return values.kind === 'words' ? `(${values.words.join(' ')})` : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
