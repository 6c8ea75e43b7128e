// What stands a thousand times in one text is found in time that grows with it. What is quadratic takes half a minute for these.
import { expect, test } from 'vitest';
import { parse } from '../../src/config/parse.ts';
import { withoutRepeats } from '../../src/config/repeated.ts';
import { literalSecrets } from '../../src/config/secret-rules.ts';
import { sourceOf } from '../../src/config/source.ts';
import { withoutSecrets } from '../../src/model/secret-looks.ts';
import { Liquid } from '../../src/templates/liquid.ts';

const timeout = 8000;

test('given two thousand variables behind two megabytes, expect the place of each', { timeout }, () => {
  const engine = new Liquid();
  const text = `${'x\n'.repeat(1_000_000)}${'{{a}}{{b}}\n'.repeat(1000)}`;
  const { globals } = engine.analyzeSync(engine.parse(text));
  expect(globals.b).toHaveLength(1000);
  expect(globals.a?.[0]?.location).toMatchObject({ row: 1_000_001, col: 3 });
  expect(globals.b?.at(-1)?.location).toMatchObject({ row: 1_001_000, col: 8 });
  const other = engine.analyzeSync(engine.parse('\n\n {{a}}'));
  expect(other.globals.a?.[0]?.location).toMatchObject({ row: 3, col: 4 });
});

const secrets = Array.from({ length: 20_000 }, (_, index) => index.toString(16).padStart(32, '0'));

test('given one value that holds twenty thousand secrets, expect none to be taken for hidden', {
  timeout,
}, () => {
  const source = sourceOf('kefu.yaml', `note: ${secrets.join(' ')}\n`);
  const { tree } = parse(source);
  if (tree === undefined) throw new Error('no tree');
  expect(literalSecrets(source.text, tree)).toEqual([]);
});

test('given a sentence with twenty thousand secrets, expect each masked', { timeout }, () => {
  const told = withoutSecrets(secrets.join(' '));
  expect(told).toMatch(/^[* ]+$/);
  expect(told).toHaveLength(20_000 * 33 - 1);
});

test('given twenty thousand faults, expect those told twice to be told once', { timeout }, () => {
  const faults = secrets.map((_, start) => ({
    severity: 'error' as const,
    code: 'secret-in-yaml',
    message: '',
    at: { start, end: start + 1 },
  }));
  expect(withoutRepeats([...faults, ...faults])).toEqual(faults);
});
