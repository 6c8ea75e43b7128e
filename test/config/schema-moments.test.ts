import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// A comparison with what is no moment is always false: a plan that ends "never" would be taken for one that has not ended.

const folder = join(import.meta.dirname, '../../schemas');
const moments = ['created', 'expires', 'at', 'uploadedAt'];

interface Part {
  readonly type?: string;
  readonly pattern?: string;
}

function momentsIn(part: unknown, place: string): [string, Part][] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const own =
      moments.includes(key) && (value as Part).type === 'string'
        ? [[`${place}/${key}`, value as Part] as [string, Part]]
        : [];
    return [...own, ...momentsIn(value, `${place}/${key}`)];
  });
}

const found = readdirSync(folder).flatMap((file) =>
  momentsIn(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.schema.json', '')),
);

test('the documents that kefu reads again have moments', () => {
  expect(found.length).toBeGreaterThanOrEqual(6);
});

test.each(found)('%s takes no text that is no moment', (_, { pattern = '' }) => {
  const taken = new RegExp(pattern, 'u');
  for (const moment of ['2026-11-27T18:51:47.000Z', '2026-02-28T23:59:59Z', '9999-12-31T00:00:00.123Z']) {
    expect(moment).toMatch(taken);
    expect(Date.parse(moment)).not.toBeNaN();
  }
  for (const text of [
    '',
    'never',
    '2026-13-01T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T::.Z',
  ])
    expect(text).not.toMatch(taken);
});
