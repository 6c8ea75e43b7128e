import { expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import { configWith, folderWith } from './written-config.ts';

const template = (limit: string) =>
  `templates:\n  t: { msgtype: text, variables: { n: { type: number, ${limit} } }, text: { content: "{{ n }}" } }\n`;

/** Every number a config has. */
const keys: Readonly<Record<string, (value: string) => string>> = {
  maxDeletes: (value) => `policy: { maxDeletes: ${value} }\n`,
  maxDeletesPerDay: (value) => `policy: { maxDeletesPerDay: ${value} }\n`,
  parallelism: (value) => `policy: { parallelism: ${value} }\n`,
  canary: (value) => `policy: { rollout: { canary: ${value} } }\n`,
  waveSize: (value) => `policy: { rollout: { waveSize: ${value} } }\n`,
  maxFailureRate: (value) => `policy: { rollout: { maxFailureRate: ${value} } }\n`,
  maxLength: (value) => template(`maxLength: ${value}`),
  minimum: (value) => template(`minimum: ${value}`),
  maximum: (value) => template(`maximum: ${value}`),
};

/** What becomes an infinite number, or none, and would be within every limit or leave it out. */
const boundless = ['1e400', '-1e400', '"1e400"', 'Infinity', '-Infinity', '.inf', '.nan', 'NaN'];

test.each(Object.keys(keys).flatMap((key) => boundless.map((value) => [key, value] as const)))(
  '%s: %s is refused at its place',
  async (key, value) => {
    const cwd = await folderWith({ 'kefu.yaml': configWith({}, keys[key]?.(value)) });
    const result = await checkConfig('kefu.yaml', { cwd, env: {} });
    const faults = result.ok
      ? []
      : result.diagnostics.filter(({ code }) => /bad-value|wrong-type/.test(code));
    expect(
      faults.map(({ range }) => range?.text.slice(range.column - 1, range.column - 1 + range.length)),
    ).toEqual([value]);
  },
);
