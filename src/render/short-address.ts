const longest = 64;
const keptAtEnd = 20;

/**
 * Two addresses of the web shortened to their host and their end, so that they don't fill the screen; other texts, short ones,
 * and two that would read the same afterwards stay as they are. For showing only.
 */
export function shortPair<Value>(before: Value, after: Value): [Value, Value] {
  const [old, now] = [shortAddress(before), shortAddress(after)];
  return old === now && before !== after ? [before, after] : [old, now];
}

/** One address, shortened in the same way. */
export function shortAddress<Value>(value: Value): Value {
  if (typeof value !== 'string' || value.length <= longest) return value;
  const [, start = ''] = /^(https?:\/\/[^/\s]+\/)\S+$/.exec(value) ?? [];
  if (start === '' || start.length > longest) return value;
  return `${start}…${value.slice(-keptAtEnd)}` as Value & string;
}
