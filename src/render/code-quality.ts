import { createHash } from 'node:crypto';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { jsonText } from '../model/json-text.ts';
import type { Plan } from '../model/plan.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { placesIn } from './findings.ts';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

interface Finding {
  readonly code: string;
  readonly message: string;
  /** Which sentence it is, with its values. */
  readonly saying?: Saying | undefined;
  readonly severity: Severity;
  readonly source: SourceRange | undefined;
}

/** A plan's guards and warnings for GitLab's Code Quality widget; what has no line of its own is put at the first change's. */
export function renderPlanCodeQuality(plan: Plan): string {
  const { ofGuard, somewhere } = placesIn(plan);
  return codeQuality([
    ...plan.guards.map((guard) => ({
      code: `guard-${guard.code}`,
      message: `${guard.message} → ${guard.wayOut}`,
      saying: guard.said?.message,
      severity: 'critical' as const,
      source: ofGuard(guard),
    })),
    ...plan.diagnostics.map((diagnostic) => findingOf(diagnostic, somewhere)),
  ]);
}

/** Diagnostics for GitLab's Code Quality widget. */
export function renderDiagnosticCodeQuality(diagnostics: readonly Diagnostic[]): string {
  return codeQuality(diagnostics.map((diagnostic) => findingOf(diagnostic, undefined)));
}

function findingOf(
  { severity, code, message, hint, range, said }: Diagnostic,
  somewhere: SourceRange | undefined,
): Finding {
  return {
    code,
    message: hint === undefined ? message : `${message} → ${hint}`,
    saying: said?.message,
    severity: severity === 'error' ? 'major' : 'minor',
    source: range ?? somewhere,
  };
}

/** GitLab docs, Code Quality report format. */
function codeQuality(findings: readonly Finding[]): string {
  const seen = new Map<string, number>();
  const document = findings.map((finding) => {
    const likeness = likenessOf(finding);
    const earlier = seen.get(likeness) ?? 0;
    seen.set(likeness, earlier + 1);
    return {
      description: visible(finding.message),
      check_name: finding.code,
      fingerprint: createHash('sha256').update(`${likeness}#${earlier}`).digest('hex'),
      severity: finding.severity,
      location: {
        path: finding.source?.file ?? 'kefu.yaml',
        lines: { begin: finding.source?.line ?? 1 },
      },
    };
  });
  return jsonText(document);
}

/** Without the line: a finding that only moved is the same finding; and the same in whatever language it is told. */
function likenessOf({ code, message, saying, source }: Finding): string {
  return JSON.stringify([code, source?.file ?? '', saying ?? message]);
}
