import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { jsonText } from '../model/json-text.ts';
import type { Plan } from '../model/plan.ts';
import { visible } from '../model/visible.ts';
import { planFindings } from './findings.ts';

/** Diagnostics as SARIF 2.1.0, which code scanning services read. */
export function renderSarif(diagnostics: readonly Diagnostic[], kefuVersion: string): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'kefu', version: kefuVersion, rules: codes.map((id) => ({ id })) },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, codes)),
      },
    ],
  };
  return jsonText(document);
}

/** A plan's guards as errors, and its warnings. */
export function renderPlanSarif(plan: Plan, kefuVersion: string): string {
  return renderSarif(planFindings(plan), kefuVersion);
}

function resultOf({ severity, code, message, hint, range }: Diagnostic, codes: readonly string[]) {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: visible(hint === undefined ? message : `${message}${gapAfter(message)}${hint}`) },
    locations: range ? [{ physicalLocation: locationOf(range) }] : [],
  };
}

/** A full-width mark has its own space. */
function gapAfter(message: string): string {
  return /[。！？]$/u.test(message) ? '' : ' ';
}

function locationOf({ file, line, column, length, text }: SourceRange) {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: line,
      startColumn: column,
      endColumn: column + length,
      snippet: { text: visible(text) },
    },
  };
}

/** A relative reference, or `file:` for an absolute path; every character that has a meaning in a URI is encoded. */
function uriOf(file: string): string {
  const path = file
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
