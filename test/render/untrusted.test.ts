import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { visible } from '../../src/model/visible.ts';
import { diagnosticFormats, planFormats, reportFormats } from '../../src/render/formats.ts';
import { context } from './fixture.ts';
import { hostileNicknames } from './hostile.ts';
import { planOfNicknames, withReport, withUnreadReport } from './many.ts';
import { outsideCode } from './outside-code.ts';

type Written = Readonly<Record<string, string>>;

/** Every format of a plan, of its report, and of what `validate` would say with such a text in every place. */
function everyFormat(plan: Plan): Written {
  const report = withReport(plan);
  const diagnostics = plan.unmanaged.map(({ title }) => ({
    severity: 'warning' as const,
    code: 'nickname-odd',
    message: `Odd: ${title}`,
    hint: title,
    range: { file: `${title}.yaml`, line: 1, column: 1, length: 1, text: title },
  }));
  const entries: [string, string][] = [
    ...Object.entries(planFormats).map(([name, render]): [string, string] => [
      `plan ${name}`,
      render(plan, context),
    ]),
    ...Object.entries(reportFormats).map(([name, render]): [string, string] => [
      `report ${name}`,
      render(plan, report, context),
    ]),
    ...Object.entries(reportFormats).map(([name, render]): [string, string] => [
      `unread report ${name}`,
      render(plan, withUnreadReport(plan), context),
    ]),
    ...Object.entries(diagnosticFormats).map(([name, render]): [string, string] => [
      `diagnostics ${name}`,
      render(diagnostics, '0.1.0'),
    ]),
  ];
  return Object.fromEntries(entries);
}

const pick = (written: Written, names: RegExp) =>
  Object.entries(written).filter(([name]) => names.test(name));

/** Formats that go to a log, where GitHub and Azure look for commands. */
const logged = /text|json|annotations|gitlab|sarif/;

/** A workflow command of ours, whole: data can't end its properties early. */
const ownCommand =
  /^::(?:error|warning|notice) (?:file=[^,:]*,line=\d+,col=\d+,endColumn=\d+,)?title=kefu%3A [^:,]*::/;

/** GitHub trims a line before it looks for `::`, and reads `##[…]` anywhere in it. */
function commandsNotOurs(text: string): string[] {
  const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/);
  return lines.filter((line) => {
    const command = line.trimStart().startsWith('::') && !ownCommand.test(line);
    return command || /##(?:\[|vso\[)/.test(line);
  });
}

/** Lines of Markdown that kefu itself writes, code spans as `§`. */
const ownMarkdown = [
  /^$/,
  /^---$/,
  /^<!-- kefu (?:plan|report) of shop-cn -->$/,
  /^## kefu · (?:Plan|Apply report) · §$/,
  /^### [A-Za-z' :.]+ \(\d+\)$/,
  /^\*\*(?:Plan|Apply|No changes)[^*<>[\]@#`]*\*\*[^*<>[\]@#`]*$/,
  /^> \S+ (?:\*\*[A-Za-z' :.0-9,]+\*\*)?[A-Za-z0-9§ "'(),.;:?→-]*$/,
  /^- (?:\S+ )?(?:\*\*[A-Za-z' ]+\*\* )?[A-Za-z0-9§ "'(),.;:?→-]*$/,
  /^- \*\*[A-Za-z' ]+\*\* \([a-z-]+\)[A-Za-z0-9§ "'(),.;:?→-]*$/,
  /^<details><summary>[A-Za-z ]+ \(\d+\)<\/summary>$/,
  /^<\/details>$/,
  /^Kept: it has no §$/,
  /^content § · config § · made §( · may be applied until §)? · kefu §$/,
  /^(plan § · )?made § · kefu §$/,
];

function markdownNotOurs(markdown: string): string[] {
  return outsideCode(markdown).filter((line) => !ownMarkdown.some((own) => own.test(line)));
}

const ownElements =
  /^(?:html|head|meta|link|title|style|body|a|svg|symbol|circle|path|use|header|p|h[1-4]|bdi|ul|ol|li|strong|span|main|section|article|div|dl|dt|dd|details|summary|footer|code|del|ins|mark|br|wbr|img)$/;

/** Every `<` of the page starts a tag kefu writes, with attributes kefu writes. */
function htmlNotOurs(html: string): string[] {
  const body = html.replace('<!doctype html>', '').replace(/<style>[^<]*<\/style>/, '');
  return [...body.matchAll(/<(\/?)([^\s>]*)([^>]*)/g)]
    .filter(([, , tag = '', attributes = '']) => !ownElements.test(tag) || !ownAttributes.test(attributes))
    .map(([tag]) => tag);
}

const ownAttributes =
  /^(?:\s(?:lang|charset|http-equiv|content|name|rel|href|class|id|aria-[a-z]+|role|tabindex|width|height|viewBox|cx|cy|r|d|fill|stroke|stroke-[a-z]+|src|alt)(?:="[^"<>]*")?)*\/?$/;

const ownXml =
  /<\?xml version="1\.0" encoding="UTF-8"\?>|<\/?(?:testsuites|testsuite|testcase|failure|error|skipped|system-out)(?: [a-z]+="[^"<>]*")*\/?>/g;

/** All the rules at once. */
function expectHarmless(written: Written): void {
  for (const [name, text] of Object.entries(written)) {
    const withoutLines = text.replaceAll('\n', '');
    expect(visible(withoutLines) === withoutLines, `${name}: no invisible character`).toBe(true);
  }
  for (const [name, text] of pick(written, logged)) {
    expect(commandsNotOurs(text), `${name}: no command but ours`).toEqual([]);
  }
  for (const [name, text] of pick(written, /json|sarif|gitlab/)) {
    expect(() => JSON.parse(text), `${name}: parses`).not.toThrow();
  }
  for (const [name, text] of pick(written, /markdown|summary/)) {
    expect(markdownNotOurs(text), `${name}: data stands in code only`).toEqual([]);
  }
  for (const [name, text] of pick(written, /html/)) {
    expect(htmlNotOurs(text), `${name}: no tag or attribute but ours`).toEqual([]);
  }
  for (const [name, text] of pick(written, /junit/)) {
    expect(text.replaceAll(ownXml, ''), `${name}: no markup but ours`).not.toMatch(/[<>]|&(?!#\d+;)/);
  }
  for (const [name, text] of pick(written, /output/)) {
    expect(text, `${name}: values of ours only`).toMatch(
      /^(?:[a-z-]+=(?:true|false|\d+|sha256:[0-9a-f]{64})\n)+$/,
    );
  }
}

describe('given text from outside in every place', () => {
  test.each(hostileNicknames.map((nickname) => [visible(nickname).slice(0, 40), nickname]))(
    '%s stays text in every format',
    (_, nickname) => {
      expectHarmless(everyFormat(planOfNicknames([nickname, nickname, nickname])));
    },
  );

  test('any other text does, too', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostileNicknames),
      fc.constantFrom(
        '::',
        '\n',
        '`',
        '<',
        '&',
        '|',
        ']]>',
        '@',
        '[',
        '](',
        '##[',
        '%0A',
        '"',
        "'",
        '\u200D',
        '👩',
      ),
    );
    const nickname = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(nickname, nickname, nickname, (...nicknames) => {
        expectHarmless(everyFormat(planOfNicknames(nicknames)));
      }),
      { numRuns: 150 },
    );
  });

  test('JSON gives every character back', () => {
    const document = JSON.parse(planFormats.json(planOfNicknames(hostileNicknames), context));
    const read = document.unmanaged.map(({ title }: { title: string }) => title);
    expect(read).toEqual(hostileNicknames);
  });

  test('an official account can not end the hidden marker early', () => {
    const plan = planOfNicknames(['小美']);
    const officialAccount = { ...plan.officialAccount, name: '--><img src=x>--' };
    const [first] = planFormats.markdown({ ...plan, officialAccount }, context).split('\n');
    expect(first).toMatch(/^<!-- kefu plan of [A-Za-z0-9._~-]+ -->$/);
    expect(first?.slice(4, -3)).not.toContain('--');
  });
});

describe('the rules of this test see what breaks them', () => {
  test('a command, markup outside code, a foreign tag', () => {
    expect(commandsNotOurs('a\n  ::error::x')).toHaveLength(1);
    expect(commandsNotOurs('a ##[error]x')).toHaveLength(1);
    expect(markdownNotOurs('- @everyone')).toHaveLength(1);
    expect(markdownNotOurs('```diff\n- a\n```\n![x](y)\n```')).toHaveLength(2);
    expect(markdownNotOurs('- `` ` `` [x](y) `')).toHaveLength(1);
    expect(htmlNotOurs('<p>a<img src=x onerror=alert(1)></p>')).toHaveLength(1);
    expect(htmlNotOurs('<script>')).toHaveLength(1);
  });
});
