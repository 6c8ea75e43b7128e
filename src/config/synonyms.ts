/** What other tools call the state of something that is to be deleted. */
export const wordsForAbsent: readonly string[] = [
  ...['absent', 'delete', 'deleted', 'remove', 'removed', 'destroy', 'destroyed', 'gone'],
];

/** Words of other tools for the values of `state`, `unmanaged` and the like. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  absent: wordsForAbsent,
  present: ['present', 'create', 'created', 'exists', 'exist', 'active', 'enabled'],
  delete: ['delete', 'absent', 'remove', 'destroy', 'prune', 'purge'],
  keep: ['keep', 'ignore', 'retain', 'leave', 'none'],
};

/** The option that a word of another tool, or another letter case, stands for. */
export function synonymIn(options: readonly string[], word: string): string | undefined {
  return options.find((option) => synonyms[option]?.includes(word.toLowerCase()));
}
