import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of canned messages in a config, in English. */
export const templateSentences = {
  'no-such-account': ({ name }: { name: string }) => `There is no account \`${name}\` in this file.`,
  'account-is-to-go': ({ name, line }: { name: string; line: string }) =>
    `The account \`${name}\` is to be deleted (${line}).`,
  'name-own-account': () => 'Name an account of this file, without "@" and what follows.',
  'media-both': ({ id, file }: { id: string; file: string }) =>
    `\`${id}\` and \`${file}\` stand side by side.`,
  'media-neither': ({ msgtype, id, file }: { msgtype: string; id: string; file: string }) =>
    `\`${msgtype}\` has neither \`${id}\` nor \`${file}\`.`,
  'keep-one': () => 'Keep one of them.',
  'write-media': ({ example, id }: { example: string; id: string }) =>
    `Write \`${example}\`, or the \`${id}\` that WeChat gave.`,
  'article-count': ({ count }: { count: number }) =>
    `\`articles\` has ${counted(count, 'article')}; WeChat takes exactly one.`,
  'write-one-article': () => 'Write one article.',
  'keep-one-article': () => 'Keep one; send the others as templates of their own.',
  'mpnews-deprecated': () => 'WeChat no longer supports `mpnews` since drafts (草稿箱) came.',
  'use-mpnewsarticle': () => 'Publish the article and use `mpnewsarticle` with its article_id.',
  'link-mini-program': () => 'WeChat documents `link` for mini programs only.',
  'use-news': () => 'For an official account use `news`.',
  'card-ext': () => "WeChat's page no longer names `card_ext`; whether WeChat still reads it is not known.",
  'leave-card-ext-out': () =>
    'Leave it out, unless you know that your card needs it. A signature in it ends with its time.',
  'menu-id-twice': ({ id, template, line }: { id: string; template: string; line: string }) =>
    `The id \`${id}\` is that of another answer (\`${template}\`, ${line}); a click could not be told apart.`,
  'own-answer-id': () => 'Give every answer of every template an id of its own.',
  'menu-id-template': () => 'The id of an answer holds a variable; a click on it could not be told apart.',
  'write-fixed-id': () => 'Write a fixed id, such as "101".',
  'not-absolute': ({ key }: { key: string }) => `\`${key}\` is not an absolute http(s) address.`,
  'begin-with-https': () => 'Begin it with https:.',
  'write-address-out': () => 'Write it out: https://….',
  'give-https-value': () => 'Give a value with which it begins with https://.',
  'not-an-app-id': ({ key }: { key: string }) => `\`${key}\` is not an AppID.`,
  'app-id-form': () => 'An AppID is "wx" and 16 characters of 0-9 and a-f.',
  'variable-undeclared': ({ name }: { name: string }) => `\`${name}\` is not declared.`,
  'declare-variable': ({ name }: { name: string }) =>
    `Add \`variables: { ${name}: { type: string, maxLength: 20 } }\`.`,
  'variable-unused': ({ name }: { name: string }) => `\`${name}\` is declared, but no text uses it.`,
  'remove-or-use': ({ name }: { name: string }) =>
    `Remove it, or write {{ ${name} }} where its value belongs.`,
  'text-too-long': ({ bytes, most }: { bytes: number; most: number }) =>
    `The text has ${counted(bytes, 'byte')} in UTF-8; WeChat takes at most ${most}.`,
  'text-too-long-at-most': ({ bytes, most }: { bytes: number; most: number }) =>
    `The text has ${counted(bytes, 'byte')} in UTF-8 with the longest values allowed; WeChat takes at most ${most}.`,
  'shorten-or-limit': () =>
    'Shorten it (a Chinese character takes 3 bytes, an emoji 4), or lower `maxLength`.',
  'shorten-text-or-values': () => 'Shorten the text or its values.',
  'length-unproved': ({ variables, most }: { variables: readonly string[]; most: number }) =>
    `Nothing bounds ${variables.map((name) => `\`${name}\``).join(', ')}, so the text may exceed WeChat's ${counted(most, 'byte')}.`,
  'give-max-length': () => 'Give `maxLength` where it is declared.',
  'template-unread': ({ why }: { why: string }) => `The template can't be read: ${why}.`,
  'see-tags': () => 'docs/messages.md lists the tags and filters there are.',
  'template-unfilled': ({ why }: { why: string }) => `The template can't be filled in: ${why}.`,
  'use-declared': () => 'Use declared variables, and the tags and filters that docs/messages.md lists.',
  'not-uploaded': ({ file }: { file: string }) => `${file} was not uploaded yet, or has changed since.`,
  'apply-uploads': () => 'Run `kefu apply`: it uploads the media of the templates.',
  'media-of': ({ key }: { key: string }) => `The media of \`${key}\``,
  'media-expired': ({ what }: { what: string }) =>
    `${what} was uploaded as temporary media three days ago or more: WeChat no longer has it.`,
  'apply-uploads-again': () =>
    'Run `kefu apply`: it uploads it again; after that write bundles again. `lifetime: permanent` keeps it.',
  'apply-or-permanent': () => 'Run `kefu apply`: it uploads it again. Or make it `lifetime: permanent`.',
  'media-temporary': ({ file }: { file: string }) =>
    `${file} is temporary: its id in the bundle is good for three days at most.`,
  'bundle-again': () => 'Write the bundle again after each apply, or make it `lifetime: permanent`.',
  'some-not-uploaded': () => 'Some media were not uploaded, or have ended.',
  'text-empty': ({ key }: { key: string }) => `\`${key}\` has nothing in it.`,
  'other-values': () => 'Give other values, or write text around them.',
  'no-such-template': ({ name }: { name: string }) => `There is no template \`${name}\`.`,
  'name-own-template': () => 'Name a template of this file.',
  'sequence-too-long': ({
    count,
    trigger,
    most,
    hours,
    since,
  }: {
    count: number;
    trigger: string;
    most: number;
    hours: number;
    since: string;
  }) =>
    `The sequence has ${counted(count, 'message')}; after \`${trigger}\` WeChat allows ${most} in ${counted(hours, 'hour')} (since ${since}).`,
  'sequence-too-long-a-minute': ({
    count,
    trigger,
    most,
    since,
  }: {
    count: number;
    trigger: string;
    most: number;
    since: string;
  }) =>
    `The sequence has ${counted(count, 'message')}; after \`${trigger}\` WeChat allows ${most} in a minute (since ${since}).`,
  'keep-so-many': ({ most }: { most: number }) =>
    `Keep ${most}, or send the others after the customer's next action.`,
  'sequence-doubtful': ({ trigger, why }: { trigger: string; why: string }) =>
    `It is not certain that \`${trigger}\` lets messages be sent: ${why}.`,
  'expect-refusals': () =>
    'Expect 45015 and 45047 (refused) after it. A message of the customer surely opens 48 hours.',
  'complaints-disputed': () =>
    "only an old page of WeChat (2019) names complaints (用户维权) as opening a window; today's pages do not, and none gives a number",
  'payments-disputed': () =>
    'the announcement of 2023 took payments away, the intro page for 服务号 still lists them without a limit, other pages leave them out, and users report 45015 after a payment',
};

export const say = sayer(templateSentences);
