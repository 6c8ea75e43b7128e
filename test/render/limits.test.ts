import { describe, expect, test } from 'vitest';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { context } from './fixture.ts';
import { largePlan, withReport } from './many.ts';

const digest = /content `sha256:[0-9a-f]{64}`/;

describe('given a plan of 500 changes', () => {
  const plan = largePlan(150, 200, 150);
  const markdown = planFormats.markdown(plan, context);
  const deletes = plan.changes.filter(({ action }) => action === 'delete').map(({ name }) => name);

  test('the comment stays below the limit and keeps counts, digest and every delete, before what was cut', () => {
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain('Plan: 200 to add, 150 to change, 150 to delete.');
    expect(markdown).toMatch(digest);
    expect(markdown).toMatch(/Too long to show whole: \d+ entries are left out\. Every delete is shown\./);
    const positions = deletes.map((name) => markdown.indexOf(name));
    expect(Math.min(...positions)).toBeGreaterThan(0);
    expect(Math.max(...positions)).toBeLessThan(markdown.indexOf('### Add'));
  });

  test('every fence and every folded part that was opened is closed', () => {
    expect(markdown.match(/^`{3,}/gm)?.length ?? 0).toSatisfy(
      (fences: number) => fences > 0 && fences % 2 === 0,
    );
    expect(markdown.match(/<details>/g)?.length ?? 0).toBe(markdown.match(/<\/details>/g)?.length ?? 0);
  });

  test('the step summary has room for all of it', () => {
    const summary = planFormats['github-summary'](plan, context);
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576);
    for (const { name } of plan.changes) expect(summary).toContain(name);
    expect(summary).not.toContain('Too long to show');
  });

  test('the comment on its report stays below the limit too', () => {
    const report = reportFormats.markdown(plan, withReport(plan), context);
    expect(report.length).toBeLessThan(65_536);
    expect(report).toContain('Apply incomplete.');
  });
});

describe('given a plan of 500 deletes', () => {
  const plan = largePlan(500, 0, 0);

  test('they are told more briefly, and all of them are', () => {
    const markdown = planFormats.markdown(plan, context);
    expect(markdown.length).toBeLessThan(65_536);
    for (const { name } of plan.changes) expect(markdown).toContain(name);
    expect(markdown).not.toContain('Too long to show');
  });
});

describe('given more deletes than any comment holds', () => {
  const plan = largePlan(8_000, 1, 0);

  test('it says how many deletes are missing and that nobody should approve from it', () => {
    const markdown = planFormats.markdown(plan, context);
    expect(markdown.length).toBeLessThan(65_536);
    const shown = markdown.match(/^- d\d{9}@kftest/gm)?.length ?? 0;
    expect(markdown).toContain(`${8_000 - shown} DELETES AMONG THEM. Don't approve from this page.`);
  });
});

describe('given identical changes', () => {
  test('they stand together, with their number', () => {
    const plan = largePlan(0, 0, 0);
    const [change] = largePlan(0, 0, 1).changes;
    if (!change) throw new Error('the plan has no change');
    const alike = ['anna', 'bert', 'cleo'].map((name) => ({
      ...change,
      name: `${name}@kftest`,
      label: `${name}@kftest`,
    }));
    const markdown = planFormats.markdown({ ...plan, changes: alike }, context);
    expect(markdown).toContain('! 3 accounts:\n! anna@kftest');
    expect(markdown.match(/\+ {5}nickname/g)).toHaveLength(1);
  });
});

describe('given two plans of the same config and the same live state', () => {
  test('the comments differ in nothing but the time, and another plan has another digest', () => {
    const plan = largePlan(0, 0, 2);
    const later = {
      ...context,
      created: context.created + 60_000,
      expires: context.expires + 60_000,
      callsMade: [],
      planDigest: `sha256:${'e2'.repeat(32)}`,
    };
    const comment = planFormats.markdown(plan, context);
    const timeless = (markdown: string) => markdown.replaceAll(/`\d{4}-\d\d-\d\d \d\d:\d\d UTC`/g, '');
    expect(timeless(planFormats.markdown(plan, later))).toBe(timeless(comment));
    const contentOf = (markdown: string) => /content `(sha256:[0-9a-f]{64})`/.exec(markdown)?.[1];
    const other = planFormats.markdown(largePlan(0, 0, 3), context);
    expect(contentOf(other)).not.toBe(contentOf(comment));
  });
});
