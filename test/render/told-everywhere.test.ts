import { describe, expect, test } from 'vitest';
import { planDocument } from '../../src/documents/plan.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { accountId } from '../../src/model/account.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { AppliedMember } from '../../src/model/fleet.ts';
import type { Guard, Plan } from '../../src/model/plan.ts';
import type { Report } from '../../src/model/report.ts';
import { renderEvent } from '../../src/render/events.ts';
import {
  type DocumentedMember,
  fleetPlanFormats,
  fleetReportFormats,
} from '../../src/render/fleet/formats.ts';
import { type PlanFormat, planFormats, type ReportFormat, reportFormats } from '../../src/render/formats.ts';
import { lexiconIn } from '../../src/render/lexicon.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context } from './fixture.ts';
import { planOf } from './plan-of.ts';
import { desiredState, keepAll, live, wanted } from './states.ts';

/*
 * What a plan tells beside its changes and a report beside its steps, each about an account of its own: an output that does
 * not name the account leaves the thing out.
 */

const about = (name: string) => {
  const id = accountId(name, 'kftest');
  return { kind: 'kf_account', name: id, label: id };
};
const warning: Diagnostic = {
  severity: 'warning',
  code: 'worker-left-behind',
  message: 'warned@kftest keeps its worker',
};
const fault: Diagnostic = {
  severity: 'error',
  code: 'history-not-written',
  message: 'the history of faulty@kftest could not be written',
  hint: 'Give its folder back.',
};

const unchanged = planOf({
  desired: desiredState([wanted('alice', 10, '小美')], [], keepAll),
  accounts: [live('alice', '小美')],
});

const plan: Plan = {
  ...unchanged,
  drift: [
    { ...about('drifted'), field: 'nickname', recorded: '小菲', live: '小明', why: 'elsewhere' },
    { ...about('older'), field: 'nickname', recorded: '小菲', live: '小明', why: 'record_old' },
  ],
  pending: [{ ...about('waiting'), field: 'worker', value: 'wxid_x' }],
  unverifiable: [{ ...about('unsure'), field: 'avatar', desired: './avatars/x.png' }],
  diagnostics: [warning],
  convergence: {
    converges: false,
    remaining: [{ ...about('left'), field: 'nickname', note: 'nickname would differ', why: 'differs' }],
  },
  unmanaged: [{ kind: 'kf_account', name: accountId('strange', 'kftest'), title: '编外', why: 'policy' }],
  summary: { ...unchanged.summary, pending: 1, unverifiable: 1 },
};
const besidePlan = ['drifted', 'older', 'waiting', 'unsure', 'warned', 'left', 'strange'];

const guard: Guard = {
  code: 'max-deletes',
  message: 'too many',
  wayOut: 'fewer',
  allowable: false,
  objects: [],
};

const other = planOf({
  desired: desiredState([wanted('bob', 10, '小明')], [], keepAll, { name: 'other' }),
  accounts: [live('bob', '从前')],
});

function report(parts: Partial<Report>): Report {
  return {
    officialAccount: plan.officialAccount,
    results: [],
    verdict: { status: 'as-configured', remaining: [], managed: [{ kind: 'kf_account', managed: 1 }] },
    warnings: [],
    counts: unchanged.summary.kinds,
    ...parts,
  };
}

const stopped = report({
  verdict: {
    status: 'incomplete',
    remaining: [{ ...about('left'), note: 'is not there', why: 'differs' }],
    managed: [{ kind: 'kf_account', managed: 1 }],
  },
  stopped: {
    code: 45009,
    kind: 'quota',
    message: 'no calls left at stopped@kftest',
    hint: 'Wait for hinted@kftest.',
  },
  stateFault: 'no space for state@kftest',
  warnings: [warning, fault],
});
const unread = report({
  verdict: { ...stopped.verdict, status: 'unknown', remaining: [], unread: 'cut off at unread@kftest' },
});
/** All as configured, and yet the exit code is 1. */
const faulty = report({ warnings: [fault] });

const named = (text: string) => [...new Set(text.replaceAll('\\n', ' ').match(/[a-z]+(?=@kftest)/gu))];

const member = { configFile: 'shop-cn.yaml', name: 'shop-cn' };
const otherMember = { configFile: 'other.yaml', name: 'other' };

function documented(configFile: string, name: string, own: Plan): DocumentedMember {
  return { configFile, name, kind: 'planned', plan: own, document: () => planDocument(own, context, kinds) };
}

/** A plan of a fleet in which another official account has the only change. */
function fleetPlan(format: PlanFormat, words = english): string {
  const writer = fleetPlanFormats[format]({ kefuVersion: '0.1.0', words, kinds });
  const first = writer.add(documented('other.yaml', 'other', other));
  return `${first}${writer.add(documented('shop-cn.yaml', 'shop-cn', plan))}${writer.end()}`;
}

function fleetReport(format: ReportFormat, shown: AppliedMember, words = english): string {
  const writer = fleetReportFormats[format]({ kefuVersion: '0.1.0', words, kinds });
  const first = writer.add({ ...otherMember, kind: 'applied', plan: other, report: report({}) });
  return `${first}${writer.add(shown)}${writer.end()}`;
}

const applied = (shown: Report): AppliedMember => ({ ...member, kind: 'applied', plan, report: shown });

const languages = [english, chinese];
const whole = ['text', 'json', 'markdown', 'github-summary', 'html', 'junit'] as const;
const robots = ['wecom-robot', 'dingtalk-robot', 'feishu-robot'] as const;

describe('given a plan with something of everything beside its changes', () => {
  describe.each(languages)('in $lang', (words) => {
    test.each(whole)('%s names each', (format) => {
      expect(named(planFormats[format](plan, { ...context, words }))).toEqual(
        expect.arrayContaining(besidePlan),
      );
    });

    test.each(whole)('%s of a fleet names each, though another account has the only change', (format) => {
      expect(named(fleetPlan(format, words))).toEqual(expect.arrayContaining(besidePlan));
    });

    test.each(whole.filter((format) => format !== 'json'))(
      '%s of a fleet that it is held in names each',
      (format) => {
        const held: AppliedMember = { ...member, kind: 'held', plan: { ...plan, guards: [guard] } };
        expect(named(fleetReport(format, held, words))).toEqual(expect.arrayContaining(besidePlan));
      },
    );

    test.each(robots)('%s counts each, also of a fleet', (format) => {
      const { tiles, count, titled, ...titles } = lexiconIn(words, kinds).words;
      for (const body of [planFormats[format](plan, { ...context, words }), fleetPlan(format, words)]) {
        for (const key of ['pending', 'unverifiable'] as const) expect(body).toContain(count(1, tiles[key]));
        for (const key of ['drift', 'recordOld', 'warnings', 'remaining', 'unmanaged'] as const)
          expect(body).toContain(titled(titles[key], '1'));
      }
    });
  });

  test('github-annotations name what would remain, what nobody can tell and what is warned of', () => {
    const called = ['unsure', 'warned', 'left'];
    expect(named(planFormats['github-annotations'](plan, context))).toEqual(expect.arrayContaining(called));
    expect(named(fleetPlan('github-annotations'))).toEqual(expect.arrayContaining(called));
  });

  test('the tiles of the page of a fleet count it', () => {
    expect(fleetPlan('html')).toMatch(/<strong>1<\/strong> <span>can.+t be verified<\/span>/);
  });

  test('the comment of a fleet counts it in its head, where nothing is cut off', () => {
    expect(fleetPlan('markdown').split('\n### ')[0]).toContain("1 waiting, 1 can't be verified");
  });
});

describe('given a report with something of everything beside its steps', () => {
  const beside = ['stopped', 'state', 'warned', 'faulty', 'left'];
  const formats = [...whole, 'github-annotations'] as const;

  describe.each(languages)('in $lang', (words) => {
    test.each(formats)('%s names each, and what to do', (format) => {
      const [one, many] = [
        reportFormats[format](plan, stopped, { ...context, words }),
        fleetReport(format, applied(stopped), words),
      ];
      for (const text of [one, many])
        expect(named(text)).toEqual(expect.arrayContaining([...beside, 'hinted']));
    });

    test.each(robots)('%s names each; of a fleet it counts what remains', (format) => {
      const one = reportFormats[format](plan, stopped, { ...context, words });
      expect(named(one)).toEqual(expect.arrayContaining(beside));
      const many = fleetReport(format, applied(stopped), words);
      expect(named(many)).toEqual(expect.arrayContaining(beside.filter((name) => name !== 'left')));
    });

    test.each([...formats, ...robots])('%s says that the end could not be read', (format) => {
      const [one, many] = [
        reportFormats[format](plan, unread, { ...context, words }),
        fleetReport(format, applied(unread), words),
      ];
      expect([named(one), named(many)]).toEqual([
        expect.arrayContaining(['unread']),
        expect.arrayContaining(['unread']),
      ]);
    });
  });
});

describe('given that all is as configured, and the history could not be written', () => {
  test.each([...whole, ...robots, 'github-annotations'] as const)('%s says so, also of a fleet', (format) => {
    for (const text of [reportFormats[format](plan, faulty, context), fleetReport(format, applied(faulty))])
      expect(named(text)).toContain('faulty');
  });

  test('pages are as red as what failed, and so is the card of the robot that has colours', () => {
    for (const page of [reportFormats.html(plan, faulty, context), fleetReport('html', applied(faulty))])
      expect(page).toContain('<header class="top bad">');
    const bodies = [
      reportFormats['feishu-robot'](plan, faulty, context),
      fleetReport('feishu-robot', applied(faulty)),
    ];
    expect(bodies.map((body) => JSON.parse(body).card.header.template)).toEqual(['red', 'red']);
  });

  test('pages and cards are green when only something is doubtful', () => {
    const doubtful = report({ warnings: [warning] });
    for (const page of [reportFormats.html(plan, doubtful, context), fleetReport('html', applied(doubtful))])
      expect(page).toContain('<header class="top good">');
    const body = reportFormats['feishu-robot'](plan, doubtful, context);
    expect(JSON.parse(body).card.header.template).toBe('green');
  });

  test('JUnit has an error for it, and the event of the report the level of one', () => {
    for (const xml of [reportFormats.junit(plan, faulty, context), fleetReport('junit', applied(faulty))]) {
      expect(xml).toContain('errors="1"');
      expect(xml).toContain('<testcase classname="shop-cn" name="history-not-written"><error ');
    }
    const event = { kind: 'report', at: 0, officialAccount: 'shop-cn', report: faulty } as const;
    expect(JSON.parse(renderEvent(event, kinds))).toMatchObject({ '@level': 'error' });
  });

  test('Markdown and pages tell it above everything that was done', () => {
    const markdown = reportFormats.markdown(plan, faulty, context);
    expect(markdown.indexOf('faulty@kftest')).toBeLessThan(markdown.indexOf('Read back'));
    const page = reportFormats.html(plan, faulty, context);
    expect(page.indexOf('faulty@kftest')).toBeLessThan(page.indexOf('</header>'));
  });

  test('of a fleet whose apply left something unverifiable, robots count it', () => {
    const shown = report({
      verdict: {
        ...faulty.verdict,
        remaining: [{ ...about('unsure'), note: 'nobody can tell', why: 'unverifiable' }],
      },
    });
    for (const format of robots) expect(fleetReport(format, applied(shown))).toContain("1 can't be verified");
  });
});
