import { describe, expect, test } from 'vitest';
import type { Remaining } from '../../src/model/plan.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import { reportFormats } from '../../src/render/formats.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context, plan } from './fixture.ts';
import { cleanReport } from './report-fixture.ts';
import { at, id } from './states.ts';

const managed = (...numbers: readonly number[]) =>
  ['kf_account', 'media', 'template'].map((kind, index) => ({ kind, managed: numbers[index] ?? 0 }));

const reportWith = (verdict: Verdict): Report => ({ ...cleanReport, results: [], verdict });
const textOf = (verdict: Verdict) => reportFormats.text(plan, reportWith(verdict), context);
const about = (name: string, more: Pick<Remaining, 'note' | 'why' | 'source'>): Remaining => ({
  kind: 'kf_account',
  name: id(name),
  label: id(name),
  ...more,
});

describe('given a verdict', () => {
  test('as configured, it says so of what is managed, and of other kinds only when there are some', () => {
    const of = (...numbers: readonly number[]) =>
      textOf({ status: 'as-configured', remaining: [], managed: managed(...numbers) });
    expect(of(3)).toContain('Read back: 3 managed accounts are as the config says.\n');
    expect(of(1)).toContain('Read back: 1 managed account is as the config says.\n');
    expect(of(3, 2, 4)).toContain(
      'Read back: 3 managed accounts, 2 media files and 4 templates are as the config says.\n',
    );
    expect(of(3)).toContain('Apply complete! Accounts: 4 added, 6 changed, 5 destroyed.\n');
  });

  test('with something that nobody can verify, it says what', () => {
    const text = textOf({
      status: 'as-configured',
      managed: managed(2),
      remaining: [
        about('k10', { note: 'nobody can tell whether avatar is a.png', why: 'unverifiable' }),
        about('k2', { note: 'nobody can tell whether avatar is b.png', why: 'unverifiable' }),
      ],
    });
    expect(text).toContain(
      "Read back: 2 managed accounts are as the config says, as far as WeChat shows them. Can't be verified:\n  k2@kftest: ",
    );
    expect(text.indexOf('k2@')).toBeLessThan(text.indexOf('k10@'));
  });

  test('with a difference that kefu can not change, nothing says complete, and every format names it', () => {
    const verdict: Verdict = {
      status: 'differs',
      managed: managed(2),
      remaining: [
        about('ida', {
          note: 'worker stays as it is (worker-bound-elsewhere)',
          why: 'stuck',
          source: at(37, 13, '    worker: wxid_ida'),
        }),
      ],
    };
    const report = reportWith(verdict);
    for (const [format, render] of Object.entries(reportFormats)) {
      const text = render(plan, report, context);
      expect(text, format).not.toMatch(/Apply complete|complete=true|"complete": true|are as the config/);
      if (format !== 'github-output') expect(text, format).toContain('worker stays as it is');
    }
    expect(textOf(verdict)).toContain(
      "Read back: not everything is as the config says.\n  ida@kftest: worker stays as it is (worker-bound-elsewhere) (kefu can't change it)\n",
    );
    expect(textOf(verdict)).toContain('; 1 difference remains.\n');
    expect(reportFormats.junit(plan, report, context)).toMatch(/name="read back"><failure [^>]*ida@kftest/);
    expect(reportFormats['github-annotations'](plan, report, context)).toMatch(
      /^::error file=shop-cn\.yaml,line=37,.*ida@kftest/m,
    );
  });

  test('that was not read, it says why', () => {
    const verdict: Verdict = {
      status: 'unknown',
      remaining: [],
      managed: managed(),
      unread: 'the list could not be read',
    };
    expect(textOf(verdict)).toContain('Read back: failed. the list could not be read\n');
    for (const format of ['markdown', 'html', 'junit', 'github-annotations'] as const) {
      expect(reportFormats[format](plan, reportWith(verdict), context)).toContain(
        'the list could not be read',
      );
    }
  });

  test('in Chinese, it counts in Chinese', () => {
    const verdict: Verdict = { status: 'as-configured', remaining: [], managed: managed(3, 2) };
    const markdown = reportFormats.markdown(plan, reportWith(verdict), { ...context, words: chinese });
    expect(markdown).toContain('3 个受管账号和 2 个素材与配置一致。');
    expect(markdown).toContain('执行完成！账号：已新增 4，已修改 6，已删除 5。');
  });
});
