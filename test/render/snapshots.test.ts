import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import {
  type DiagnosticFormat,
  diagnosticFormats,
  type PlanFormat,
  planFormats,
  type ReportFormat,
  reportFormats,
} from '../../src/render/formats.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context, plan } from './fixture.ts';
import { cleanReport, report } from './report-fixture.ts';

const kept = (name: string) => join(import.meta.dirname, '__snapshots__', name);
const inChinese = { ...context, words: chinese };

const planFiles = {
  text: 'plan.txt',
  json: 'plan.json',
  markdown: 'plan.md',
  html: 'plan.html',
  'github-summary': 'plan.github-summary.md',
  'github-annotations': 'plan.github-annotations.txt',
  'github-output': 'plan.github-output.txt',
  'gitlab-report': 'plan.gitlab-report.json',
  'gitlab-codequality': 'plan.gitlab-codequality.json',
  sarif: 'plan.sarif.json',
  junit: 'plan.junit.xml',
  'wecom-robot': 'plan.wecom-robot.json',
  'dingtalk-robot': 'plan.dingtalk-robot.json',
  'feishu-robot': 'plan.feishu-robot.json',
} as const satisfies Record<PlanFormat, string>;

const reportFiles = {
  text: 'report.txt',
  json: 'report.json',
  markdown: 'report.md',
  html: 'report.html',
  'github-summary': 'report.github-summary.md',
  'github-annotations': 'report.github-annotations.txt',
  'github-output': 'report.github-output.txt',
  junit: 'report.junit.xml',
  'wecom-robot': 'report.wecom-robot.json',
  'dingtalk-robot': 'report.dingtalk-robot.json',
  'feishu-robot': 'report.feishu-robot.json',
} as const satisfies Record<ReportFormat, string>;

const diagnosticFiles = {
  text: 'diagnostics.txt',
  json: 'diagnostics.json',
  sarif: 'diagnostics.sarif.json',
  'gitlab-codequality': 'diagnostics.gitlab-codequality.json',
  'github-annotations': 'diagnostics.github-annotations.txt',
} as const satisfies Record<DiagnosticFormat, string>;

const diagnostics: readonly Diagnostic[] = [
  ...plan.diagnostics,
  {
    severity: 'error',
    code: 'nickname-too-long',
    message: 'The nickname "::error::`x` <b>\u202E" is 19 characters; WeChat allows 16.',
    hint: 'Shorten it.',
    range: {
      file: 'teams/shop, cn:1.yaml',
      line: 7,
      column: 15,
      length: 6,
      text: '    nickname: 很长的昵称',
    },
  },
  { severity: 'error', code: 'file-not-there', message: 'There is no file kefu.yaml.' },
];

describe('given the plan with everything in it, each format is the file people can open', () => {
  test.each(Object.entries(planFiles))('%s', async (format, file) => {
    await expect(planFormats[format as PlanFormat](plan, context)).toMatchFileSnapshot(kept(file));
  });

  test.each(['markdown', 'html', 'wecom-robot'] as const)('%s in Chinese', async (format) => {
    const file = planFiles[format].replace('plan', 'plan.zh-CN');
    await expect(planFormats[format](plan, inChinese)).toMatchFileSnapshot(kept(file));
  });
});

describe('given a report with every ending, each format is the file people can open', () => {
  test.each(Object.entries(reportFiles))('%s', async (format, file) => {
    await expect(reportFormats[format as ReportFormat](plan, report, context)).toMatchFileSnapshot(
      kept(file),
    );
  });

  test.each(['markdown', 'html', 'wecom-robot'] as const)('%s in Chinese', async (format) => {
    const file = reportFiles[format].replace('report', 'report.zh-CN');
    await expect(reportFormats[format](plan, report, inChinese)).toMatchFileSnapshot(kept(file));
  });

  test('html of an apply with nothing wrong', async () => {
    const page = reportFormats.html(plan, cleanReport, context);
    await expect(page).toMatchFileSnapshot(kept('report.complete.html'));
  });
});

describe('given what validate found, each format is the file people can open', () => {
  test.each(Object.entries(diagnosticFiles))('%s', async (format, file) => {
    const text = diagnosticFormats[format as DiagnosticFormat](diagnostics, context.kefuVersion);
    await expect(text).toMatchFileSnapshot(kept(file));
  });
});
