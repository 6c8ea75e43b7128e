import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { failureIn } from '../../src/render/failure-formats.ts';
import { fleetPlanFormats } from '../../src/render/fleet/formats.ts';
import { diagnosticFormats, planFormats } from '../../src/render/formats.ts';
import { english } from '../../src/words/en/words.ts';
import { context, plan } from './fixture.ts';
import { hostileNicknames } from './hostile.ts';
import { planOfNicknames } from './many.ts';

const text = {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: { text: { type: 'string' } },
};
const exactly = (properties: object, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

/** The parts of the SARIF 2.1.0 schema (OASIS) that kefu uses; like the whole, they allow no other property. */
const schema = exactly(
  {
    $schema: { type: 'string', pattern: '^https://' },
    version: { enum: ['2.1.0'] },
    runs: {
      type: 'array',
      minItems: 1,
      items: exactly(
        {
          tool: exactly(
            {
              driver: exactly(
                {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: exactly({ id: { type: 'string' } }, ['id']),
                  },
                },
                ['name'],
              ),
            },
            ['driver'],
          ),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: {
            type: 'array',
            items: exactly(
              {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: text,
                locations: {
                  type: 'array',
                  items: exactly(
                    {
                      physicalLocation: exactly(
                        {
                          artifactLocation: exactly(
                            { uri: { type: 'string', pattern: "^[A-Za-z0-9._~:/?%!'()*-]*$" } },
                            ['uri'],
                          ),
                          region: exactly(
                            {
                              startLine: { type: 'integer', minimum: 1 },
                              startColumn: { type: 'integer', minimum: 1 },
                              endColumn: { type: 'integer', minimum: 1 },
                              snippet: text,
                            },
                            ['startLine'],
                          ),
                        },
                        ['artifactLocation'],
                      ),
                    },
                    [],
                  ),
                },
              },
              ['message'],
            ),
          },
        },
        ['tool'],
      ),
    },
  },
  ['version', 'runs'],
);

const isSarif = new Ajv({ strict: true, strictTypes: false }).compile(schema);

function sarifIn(document: string) {
  const parsed = JSON.parse(document);
  expect(isSarif(parsed), JSON.stringify(isSarif.errors)).toBe(true);
  const [run] = parsed.runs;
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  return run.results as {
    ruleId: string;
    level: string;
    message: { text: string };
    locations: {
      physicalLocation: {
        artifactLocation: { uri: string };
        region: { startLine: number; startColumn: number };
      };
    }[];
  }[];
}

const fleet = { kefuVersion: '0.1.0', lang: 'en' as const, words: english, kinds: context.kinds };

describe('given a plan as SARIF', () => {
  test('expect each guard as an error and each warning as one, all with file, line and column', () => {
    const results = sarifIn(planFormats.sarif(plan, context));
    expect(results).toHaveLength(plan.guards.length + plan.diagnostics.length);
    const held = results.find(({ ruleId }) => ruleId === 'guard-protected');
    expect(held?.level).toBe('error');
    expect(held?.message.text).toContain('bob@kftest is protected');
    for (const { locations } of results) {
      const [location] = locations;
      expect(location?.physicalLocation.artifactLocation.uri).toMatch(/\.ya?ml$/);
      expect(location?.physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(location?.physicalLocation.region.startColumn).toBeGreaterThan(0);
    }
  });

  test('expect text from outside to leave it valid', () => {
    for (const nickname of hostileNicknames)
      sarifIn(planFormats.sarif(planOfNicknames([nickname, nickname, nickname]), context));
  });

  test('given a fleet, expect one result for what is the same', () => {
    const member = { kind: 'planned' as const, configFile: 'a.yaml', name: 'a', plan };
    const writer = fleetPlanFormats.sarif(fleet);
    const pieces = [member, { ...member, name: 'b' }].map((one) => writer.add(one));
    expect(sarifIn([...pieces, writer.end()].join(''))).toHaveLength(
      plan.guards.length + plan.diagnostics.length,
    );
  });
});

test('given what validate found, and a failure, expect SARIF', () => {
  const range = { file: '/shops/a b.yaml', line: 7, column: 15, length: 3, text: 'x' };
  const fault = { severity: 'error' as const, code: 'nickname-too-long', message: 'Too long.', range };
  const [found] = sarifIn(diagnosticFormats.sarif([fault], '0.1.0'));
  expect(found?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('file:///shops/a%20b.yaml');
  const failed = failureIn('sarif', {
    failure: new Failure('config', 'invalid-config', 'The config has a fault.', { diagnostics: [fault] }),
    what: 'plan',
    name: 'shop-cn',
    words: english,
    created: 0,
    madeIn: {},
    kefuVersion: '0.1.0',
  });
  expect(sarifIn(failed ?? '').map(({ ruleId }) => ruleId)).toEqual(['nickname-too-long']);
});

test('given a plan as JUnit, expect guards to fail, changes to pass, in a fleet a suite for each', () => {
  const xml = planFormats.junit(plan, context);
  expect(xml).toContain(
    `tests="${plan.guards.length + plan.changes.length + 1}" failures="${plan.guards.length}"`,
  );
  expect(xml).toContain('<testcase classname="shop-cn" name="bob@kftest would be destroyed">');
  const writer = fleetPlanFormats.junit(fleet);
  const member = { kind: 'planned' as const, configFile: 'a.yaml', name: 'a', plan };
  const failure = new Failure('config', 'odd', 'It is odd.');
  const document = [
    writer.add(member),
    writer.add({ kind: 'failed', configFile: 'b.yaml', name: 'b', failure }),
    writer.end(),
  ].join('');
  expect(document.match(/<testsuite /g)).toHaveLength(2);
  expect(document).toContain('name="kefu plan b" tests="1" failures="0" errors="1"');
});
