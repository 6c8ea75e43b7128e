import type { AnyKind, FindInput, Finding, Findings } from '../model/kind.ts';
import { findInputOf, type PlanInput } from './input.ts';

/** What one kind finds, and what it found it in. */
export interface Gathered {
  readonly kind: AnyKind;
  readonly input: FindInput<unknown, unknown, unknown>;
  readonly findings: Findings<unknown, unknown>;
}

export type AnyFinding = Finding<unknown, unknown>;

/** Asks every kind to compare its three states. */
export function gather(input: PlanInput): Gathered[] {
  return input.kinds.map((kind) => {
    const own = findInputOf(input, kind);
    return { kind, input: own, findings: kind.find(own) };
  });
}

/** One part of all findings with the object it belongs to. */
export function partsOf<Part>(
  gathered: readonly Gathered[],
  part: (finding: AnyFinding, kind: AnyKind) => readonly Part[],
): (Part & { readonly kind: string; readonly name: string; readonly label: string })[] {
  const parts: (Part & { readonly kind: string; readonly name: string; readonly label: string })[] = [];
  for (const { kind, findings } of gathered) {
    for (const finding of findings.objects) {
      const { name, label } = finding;
      for (const one of part(finding, kind)) parts.push({ ...one, kind: kind.name, name, label });
    }
  }
  return parts;
}
