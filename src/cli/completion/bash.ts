import type { CommandSurface, Flag, Surface, Values } from './surface.ts';

/** A completion script for bash 3.2 and newer; it needs no package beside bash. */
export function bashCompletion({ commands, flags }: Surface): string {
  const names = commands.map(({ name }) => name);
  return `# kefu completion for bash. Load it with: source <(kefu completion bash)
_kefu() {
  local cur prev command='' word words='' files='' i IFS=$' \\t\\n'
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash splits --flag=value at the sign.
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      ${names.join(' | ')})
        command=$word
        break
        ;;
    esac
  done
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
    *)
      if [[ $cur == -* ]]; then
        case $command in
          '') words='${flagNames(flags)}' ;;
${commands.map(({ name, flags: own }) => `          ${name}) words='${flagNames(own)}' ;;`).join('\n')}
        esac
      else
        case $command in
          '') words='${names.join(' ')}' ;;
${commands.map(({ name, values }) => `          ${name}) ${assignment(values)} ;;`).join('\n')}
        esac
      fi
      ;;
  esac
  COMPREPLY=()
  while IFS='' read -r word; do COMPREPLY+=("$word"); done < <(
    if [[ -n $files ]]; then compgen -f -- "$cur"; else compgen -W "$words" -- "$cur"; fi
  )
  # bash 3.2 has no compopt; there a folder gets a space instead of a slash.
  if [[ -n $files ]] && type compopt > /dev/null 2>&1; then compopt -o filenames; fi
}
complete -F _kefu kefu
`;
}

function valueCases({ name, flags }: CommandSurface): string[] {
  return flags.flatMap(({ names, values }) => {
    if (values === undefined) return [];
    const patterns = names.map((flag) => `'${name} ${flag}'`).join(' | ');
    return [`    ${patterns}) ${assignment(values)} ;;`];
  });
}

function assignment(values: Values): string {
  if (values.kind === 'files') return 'files=yes';
  return values.kind === 'words' ? `words='${values.words.join(' ')}'` : ':';
}

function flagNames(flags: readonly Flag[]): string {
  return flags.flatMap(({ names }) => names).join(' ');
}
