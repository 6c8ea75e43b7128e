import { readFileSync, writeFileSync } from 'node:fs';
import type { KindWords } from '../../src/model/described.ts';
import { Failure } from '../../src/model/failure.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { Change } from '../../src/model/plan.ts';

/*
 * A fourth kind of object, as somebody would add it: notes on a blackboard, which is a JSON file that plays the server. All
 * of it stands here; nothing in the project knows it.
 */

/** A note that is wanted, or wanted gone. */
export interface NoteWant {
  readonly name: string;
  readonly text: string | null;
}

interface KeptNote {
  readonly text: string;
}

type NoteStep =
  | { readonly kind: 'put-note'; readonly note: string; readonly text: string }
  | { readonly kind: 'wipe-note'; readonly note: string };

/** The server: what it lists, and how its writes go wrong. */
export class Blackboard {
  readonly #file: string;
  /** Calls that were carried out. */
  readonly calls: string[] = [];
  /** What the next writes are answered with, and whether they are carried out all the same. */
  readonly faults: { readonly kind: 'lost' | 'refused' | 'busy'; readonly effect: boolean }[] = [];
  /** Times that the notes can still be read; after that nobody can. */
  readings = Number.POSITIVE_INFINITY;

  constructor(file: string) {
    this.#file = file;
  }

  list(): Record<string, string> {
    return JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, string>;
  }

  /** What the kind asks for. */
  read(): ReadonlyMap<string, string> {
    if (this.readings <= 0) throw new Failure('unreachable', 'too-dark', 'It is too dark.');
    this.readings -= 1;
    return new Map(Object.entries(this.list()));
  }

  write(notes: Record<string, string>): void {
    writeFileSync(this.#file, JSON.stringify(notes));
  }

  put(name: string, text: string | null) {
    const fault = this.faults.shift();
    if (fault?.effect !== false) {
      this.calls.push(`${text === null ? 'wipe' : 'put'} ${name}`);
      const { [name]: _, ...others } = this.list();
      this.write(text === null ? others : { ...others, [name]: text });
    }
    const cause = { code: 'cut-off', message: 'The chalk broke.' };
    if (fault?.kind === 'lost') return { kind: 'unknown', cause } as const;
    if (fault?.kind === 'busy') {
      const then = 'retry';
      return { kind: 'not-applied', then, waitMs: 1, cause } as const;
    }
    if (fault?.kind === 'refused') {
      const then = 'fail';
      return { kind: 'not-applied', then, cause: { ...cause, code: 4711, field: 'text' } } as const;
    }
    return { kind: 'applied' } as const;
  }
}

const words = (title: string): KindWords => ({
  title,
  noun: ['note', 'notes'],
  steps: { 'put-note': 'put', 'wipe-note': 'wipe' },
  fields: { text: 'text' },
  counts: {
    create: { planned: 'to put up', done: 'put up' },
    update: { planned: 'to rewrite', done: 'rewritten' },
    delete: { planned: 'to wipe', done: 'wiped' },
  },
  guards: {},
});

const place = (name: string) => ({ file: 'notes.yaml', line: name.length, column: 1, length: 1, text: name });

/** The kind, with what is wanted of it and the server it lives on. */
export function noteKind(
  wants: readonly NoteWant[],
  board: Blackboard,
): Kind<NoteWant, string, KeptNote, NoteStep> {
  return {
    name: 'note',
    isPrecious: false,
    words: { en: words('Notes'), 'zh-CN': words('便签') },
    steps: {
      'put-note': {
        action: 'create',
        field: 'text',
        call: () => 'board/put',
        send: async ({ note, text }) => board.put(note, text),
        shows: ({ text }, _, now) => (now === text ? 'visible' : 'not-visible'),
        record: ({ text }) => ({ text }),
        model: ({ text }) => ({ live: text }),
      },
      'wipe-note': {
        action: 'delete',
        call: () => 'board/wipe',
        send: async ({ note }) => board.put(note, null),
        shows: (_, __, now) => (now === null ? 'visible' : 'not-visible'),
        record: () => undefined,
        model: () => ({ live: null }),
      },
    },
    wants: () => wants,
    named: ({ name, text }) => ({ name, isGone: text === null }),
    observe: async () => ({ objects: board.read() }),
    find: ({ wants: own, reading, records }) => ({
      objects: own.map((want) => {
        const { name, text } = want;
        const live = reading.objects.get(name) ?? null;
        const kept = records.get(name);
        const differs = live !== text;
        const step: NoteStep =
          text === null ? { kind: 'wipe-note', note: name } : { kind: 'put-note', note: name, text };
        return {
          name,
          label: name,
          want,
          live,
          action: text === null ? 'delete' : live === null ? 'create' : 'update',
          reason: text === null ? 'declared_absent' : live === null ? 'not_live' : 'config_changed',
          differences: differs ? [{ field: 'text', before: live, after: text, certainty: 'observed' }] : [],
          steps: differs ? [step] : [],
          stuck: [],
          pending: [],
          unverifiable: [],
          found: [],
          drift:
            kept && live !== null && kept.text !== live
              ? [{ field: 'text', recorded: kept.text, live, why: 'elsewhere' }]
              : [],
          losses: text === null && live !== null ? [{ field: 'text', value: live }] : [],
          needs: [],
          source: place(name),
          fields: { text: { ...place(name), column: 7 } },
        };
      }),
      unmanaged: [],
      diagnostics: [],
    }),
    settle: ({ kept, want, live }) => (want?.text === live && live !== null ? { text: live } : kept),
    undo: ({ change }) => ({ want: { name: change.name, text: change.observed as string | null }, lost: [] }),
    wantOf: ({ name, action, steps }: Change) => ({
      name,
      text:
        action === 'delete'
          ? null
          : ((steps as readonly NoteStep[]).flatMap((step) => ('text' in step ? [step.text] : []))[0] ??
            null),
    }),
    describe: (change) => {
      const { kind, name, label, action, source, differences } = change;
      return {
        kind,
        name,
        label,
        action,
        verb: { create: 'will be put up', update: 'will be rewritten', delete: 'will be wiped' }[action],
        rows: differences.map(({ before, after }) => ({
          key: 'text',
          field: 'text',
          before: before as string | null,
          after: after as string | null,
          notes: [],
          compare: 'words',
        })),
        ...(source ? { place: source } : {}),
      };
    },
  };
}
