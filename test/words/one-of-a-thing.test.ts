import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

// "1 characters" is what a program says that never counted to one.

type Sentence = (values: never) => string;

const rooms = readdirSync('src/words/en').filter((file) => file !== 'words.ts');
const sentences = (
  await Promise.all(
    rooms.map(async (room) => {
      const exported: Record<string, unknown> = await import(`../../src/words/en/${room}`);
      const [, catalogue = {}] = Object.entries(exported).find(([name]) => name.endsWith('Sentences')) ?? [];
      return Object.entries(catalogue as Record<string, Sentence>);
    }),
  )
).flat();

/** The sentence with 1 wherever a number or a text can stand; undefined where a value has to be more than that. */
function withOne(sentence: Sentence): string | undefined {
  try {
    return String(sentence(new Proxy({}, { get: (_, name) => (name === 'counted' ? '[1/2]' : 1) }) as never));
  } catch {
    return undefined;
  }
}

/** What follows a name, and `1×1`, and ends in s as well. */
const noPlurals = new Set(
  `answers as begins belongs describes does ends has holds is its knows leads lists names needs pixels prepares refuses says shows speaks
  stays takes tells this waits was`.split(/\s+/),
);

const said = sentences.flatMap(([key, sentence]) => {
  const text = withOne(sentence);
  return text === undefined ? [] : [{ key, text }];
});

test.each(said)('$key speaks of one as of one', ({ text }) => {
  const plurals = [...text.matchAll(/(?<![\w.,])1 ((?:official |kf |more )?[a-z]+s)\b/gu)].map(
    ([, noun = '']) => noun,
  );
  expect(
    plurals.filter((noun) => !noPlurals.has(noun)),
    text,
  ).toEqual([]);
});

test('nearly all sentences are looked at', () => {
  expect(said.length).toBeGreaterThan(sentences.length * 0.9);
});
