import { Buffer } from 'node:buffer';
import { inJson, jsonText } from '../model/json-text.ts';
import type { Words } from '../words/pages/words.ts';
import { fitInto, type Limit } from './fit.ts';
import type { Notice } from './notice.ts';

/*
 * The bodies that the group robots of 企业微信 (WeCom), 钉钉 (DingTalk) and 飞书 (Feishu) take. kefu only writes them: the
 * address of a robot is a credential, and the pipeline's own. Sizes are bytes of UTF-8.
 */

/** A group robot by the name of its format. */
export type Robot = 'wecom-robot' | 'dingtalk-robot' | 'feishu-robot';

/** The body for each robot: one line of JSON. */
export const robots: { readonly [Name in Robot]: (notice: Notice) => string } = {
  'wecom-robot': wecomBody,
  'dingtalk-robot': dingtalkBody,
  'feishu-robot': feishuBody,
};

/**
 * `markdown_v2`: the only one of the robot's messages that can't mention anybody. Its content has at most 4096 bytes; older
 * clients show it as plain text.
 */
function wecomBody(notice: Notice): string {
  const limit = { most: 4096, sizeOf: (text: string) => Buffer.byteLength(text) };
  return body({ msgtype: 'markdown_v2', markdown_v2: { content: markdownOf(notice, limit) } });
}

/** A whole message has at most 20,000 bytes. Without an `at` block nobody is mentioned. */
function dingtalkBody(notice: Notice): string {
  const message = (text: string) =>
    body({ msgtype: 'markdown', markdown: { title: `kefu ${notice.about}: ${notice.verdict}`, text } });
  const limit = { most: 20_000 - Buffer.byteLength(message('')), sizeOf: sizeInJson };
  return message(markdownOf(notice, limit));
}

/**
 * A card with at most 20,000 bytes, and room for the `timestamp` and `sign` that a robot with a secret wants beside it. Text
 * from outside stands in `plain_text`, where nothing is markup.
 */
function feishuBody(notice: Notice): string {
  const { words } = notice;
  const { commit, run } = notice.madeIn;
  const facts = [
    ...(commit === undefined ? [] : [`${words.commit} ${commit.slice(0, 12)}`]),
    ...link(run, words),
  ];
  const message = (text: string) =>
    body({
      msg_type: 'interactive',
      card: {
        header: {
          title: { tag: 'plain_text', content: `kefu · ${notice.about}` },
          template: colours[notice.look],
        },
        elements: [
          { tag: 'div', text: { tag: 'lark_md', content: `**${notice.verdict}**` } },
          ...(text === '' ? [] : [{ tag: 'div', text: { tag: 'plain_text', content: text } }]),
          ...(facts.length === 0
            ? []
            : [{ tag: 'div', text: { tag: 'lark_md', content: facts.join(' · ') } }]),
        ],
      },
    });
  const limit = { most: 19_800 - Buffer.byteLength(message(' ')), sizeOf: sizeInJson };
  return message(linesOf(notice, '', words, limit).trimEnd());
}

const colours = { calm: 'blue', good: 'green', bad: 'red' } as const;

/** Verdict in bold, whom it is about, the lines, and where it was made. */
function markdownOf(notice: Notice, limit: Limit): string {
  const { words } = notice;
  const { commit, run } = notice.madeIn;
  const facts = [
    `kefu · ${notice.about}`,
    ...(commit === undefined ? [] : [`${words.commit} ${commit.slice(0, 12)}`]),
    ...link(run, words),
  ];
  const head = `**${notice.verdict}**\n\n${facts.join(' · ')}\n\n`;
  const lines = linesOf(notice, '- ', words, { ...limit, most: limit.most - limit.sizeOf(head) });
  return `${head}${lines}`.trimEnd();
}

/** The lines that fit, whole, and how many did not. */
function linesOf({ sections }: Notice, mark: string, words: Words, limit: Limit): string {
  const marked = sections.map((section) => ({
    ...section,
    entries: section.entries.map((entry) => `${mark}${entry}\n`),
  }));
  const room = limit.sizeOf(`${mark}${words.andMore(99_999_999, 99_999_999)}\n`);
  const whole = fitInto(marked, limit);
  if (whole.left === 0) return whole.text;
  const { text, left, deletesLeft } = fitInto(marked, { ...limit, most: limit.most - room });
  return `${text}${mark}${words.andMore(left, deletesLeft)}\n`;
}

/** An address that a CI system gave; one that is too long for a chat, or that would end the link, is left out. */
function link(run: string | undefined, words: Words): string[] {
  if (run === undefined || run.length > 500 || /[()[\]<>\s"]/.test(run)) return [];
  return [`[${words.run}](${run})`];
}

function sizeInJson(text: string): number {
  return Buffer.byteLength(inJson(JSON.stringify(text))) - 2;
}

function body(message: object): string {
  return jsonText(message, 0);
}
