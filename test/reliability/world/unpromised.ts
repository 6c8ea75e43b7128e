// What nobody can promise is not held against kefu, but counted wherever it comes about: docs/reliability.md says how often.

export type Unpromised =
  | 'media that the network delivered twice'
  | 'a picture given before the first list'
  | 'an effect after the settle time'
  | 'a message nobody can read back';

let met = new Set<Unpromised>();

export function meet(what: Unpromised): void {
  met.add(what);
}

/** What was met since this was last asked. */
export function takeMet(): readonly Unpromised[] {
  const all = [...met];
  met = new Set();
  return all;
}
