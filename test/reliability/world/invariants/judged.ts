// What is judged, and how to find in the course of the world what it is about.
import type { Report } from '../../../../src/model/report.ts';
import type { Run } from '../runs.ts';
import type { Workload } from '../workloads.ts';
import type { SimWorld } from '../world.ts';

/** What was broken, in words; each begins with the name of its invariant. */
export type Broken = string;

/** What is judged: one run, in its world. */
export interface Judged {
  readonly sim: SimWorld;
  readonly workload: Workload;
  readonly run: Run;
  /** Nobody else wrote while it ran, and nothing is still to come. */
  readonly calm: boolean;
}

/** The calls by which a step is carried out. */
export const callOf: Readonly<Record<string, RegExp>> = {
  'create-account': /kfaccount\/add$/,
  'update-account': /kfaccount\/update$/,
  'upload-avatar': /kfaccount\/uploadheadimg$/,
  'invite-worker': /kfaccount\/inviteworker$/,
  'delete-account': /kfaccount\/del$/,
  'upload-media': /material\/add_material$/,
  'delete-media': /material\/del_material$/,
};

export function reportOf({ outcome }: Run): Report | undefined {
  return outcome?.kind === 'ended' && outcome.ending.kind === 'applied' ? outcome.ending.report : undefined;
}

export function plannedSteps({ planned }: Run): { readonly step: string; readonly name: string }[] {
  return (planned?.plan.changes ?? []).flatMap(({ name, steps }) =>
    steps.map(({ kind }) => ({ step: kind, name })),
  );
}

export function isAbout(
  one: { readonly path: string; readonly about: string | null },
  step: string,
  name: string,
): boolean {
  const isMedia = /media/.test(step);
  return (
    callOf[step]?.test(one.path) === true &&
    (isMedia ? one.about?.includes(name.slice(0, 8)) === true : one.about === name)
  );
}

export function nameOf(account: string | null): string {
  return account?.replace('@kftest', '') ?? '';
}
