import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { diagnosticFormats } from '../../src/render/formats.ts';

const at = (line: number): Diagnostic => ({
  severity: 'error',
  code: 'nickname-too-long',
  message: 'The nickname is 19 characters; WeChat allows 16.',
  range: { file: 'team a/kefu.yaml', line, column: 15, length: 6, text: '    nickname: 很长的昵称啊啊' },
});

type Finding = { fingerprint: string; location: { lines: { begin: number } } };
const codeQuality = (...diagnostics: Diagnostic[]): Finding[] =>
  JSON.parse(diagnosticFormats['gitlab-codequality'](diagnostics, '0.1.0'));

test('a finding that only moved keeps its fingerprint', () => {
  const [before] = codeQuality(at(7));
  const [after] = codeQuality(at(9));
  expect(after?.fingerprint).toBe(before?.fingerprint);
  expect(after?.location.lines.begin).toBe(9);
});

test('two findings that read the same have different fingerprints', () => {
  const [first, second] = codeQuality(at(7), at(9));
  expect(first?.fingerprint).not.toBe(second?.fingerprint);
});

test('SARIF marks the very characters, in a file address that is a valid reference', () => {
  const { runs } = JSON.parse(diagnosticFormats.sarif([at(7)], '0.1.0'));
  const [{ locations, ruleId, ruleIndex }] = runs[0].results;
  expect(locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: 'team%20a/kefu.yaml' },
    region: { startLine: 7, startColumn: 15, endColumn: 21 },
  });
  expect(runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
  expect(runs[0].columnKind).toBe('utf16CodeUnits');
});

test('no findings are an empty list in each format', () => {
  expect(codeQuality()).toEqual([]);
  expect(JSON.parse(diagnosticFormats.sarif([], '0.1.0')).runs[0].results).toEqual([]);
  expect(JSON.parse(diagnosticFormats.json([], '0.1.0'))).toEqual({ valid: true, diagnostics: [] });
  expect(diagnosticFormats['github-annotations']([], '0.1.0')).toBe('');
});
