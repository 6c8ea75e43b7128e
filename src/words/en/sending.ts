import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What the commands about canned messages say, in English. */
export const sendingSentences = {
  'sending-needs-yes': ({ name, whom }: { name: string; whom: string }) =>
    `Sending ${name} to ${whom} needs a yes: no terminal, and no --auto-approve.`,
  'send-question': ({ name, whom }: { name: string; whom: string }) =>
    `Send ${name} to ${whom}? Nothing can take it back. Only "yes" does it: `,
  'customers-counted': ({ count }: { count: number }) => counted(count, 'customer'),
  'rest-of': ({ whom }: { whom: string }) => `the rest of ${whom}`,
  'nothing-sent': () => 'Nothing was sent.',
  'resume-later': () => 'To go on later: the same command with --resume.',
  'no-recipient': () => 'Say to whom: with --to or with --to-file, and not both.',
  'send-example': ({ command }: { command: string }) => `Such as: ${command}`,
  'call-waits': ({ why, seconds }: { why: string; seconds: number }) =>
    `${why} Nothing was sent by this call; going on in ${seconds} s.`,
  'customer-in-line': ({ line, openid }: { line: number; openid: string }) => `line ${line} (${openid})`,
  'message-sent': ({ to, template }: { to: string; template: string }) => `${to}: ${template} sent`,
  'message-sent-earlier': ({ to, template }: { to: string; template: string }) =>
    `${to}: ${template} sent before, not again`,
  'message-unknown-earlier': ({ to }: { to: string }) =>
    `${to}: UNKNOWN whether it was sent before; not sent again`,
  'message-not-attempted': ({ to }: { to: string }) => `${to}: not attempted`,
  'message-unknown': ({ to, why }: { to: string; why: string }) =>
    `${to}: UNKNOWN whether it was sent. ${why}`,
  'message-not-sent': ({ to, why }: { to: string; why: string }) => `${to}: not sent. ${why}`,
  'sent-by-earlier-run': ({ count }: { count: number }) => `Sent before, by an earlier run: ${count}.`,
  'messages-counted': ({
    sent,
    notSent,
    unknown,
    notAttempted,
  }: {
    sent: number;
    notSent: number;
    unknown: number;
    notAttempted: number;
  }) => `Messages: ${sent} sent, ${notSent} not sent, ${unknown} unknown, ${notAttempted} not attempted.`,
  'unknown-lines': ({ numbers }: { numbers: readonly string[] }) =>
    `UNKNOWN whether they have it: ${linesOf(numbers)}.`,
  'unknown-lines-hint': () =>
    'kefu never sends it to them again: ask them, or look at the chats in the console. Who has nothing gets it by --to.',
  'no-templates-here': () => 'There are no templates in this config.',
  'list-name': () => 'NAME',
  'list-type': () => 'TYPE',
  'list-as': () => 'AS',
  'list-values': () => 'VALUES',
  'list-text': () => 'TEXT',
  'wrote-messages': ({ file, count }: { file: string; count: number }) =>
    `Wrote ${file}: ${counted(count, 'message')}.`,
  'wrote-templates': ({ file, count }: { file: string; count: number }) =>
    `Wrote ${file}: ${counted(count, 'template')}.`,
  'message-file-not-writable': ({ file, code }: { file: string; code: string }) =>
    `${file} can't be written (${code}).`,
  'journal-without-file': () => '--journal and --resume belong to --to-file.',
  'one-keeps-no-journal': () => 'A message to one customer keeps no journal.',
  'recipients-invalid': ({ file }: { file: string }) => `${file} is not a list of OpenIDs. Nothing was sent.`,
  'no-openid-in': ({ file }: { file: string }) => `${file} has no OpenID in it.`,
  'write-one-a-line': () => 'Write one a line.',
  'too-many-recipients': ({ file, count, most }: { file: string; count: number; most: number }) =>
    `${file} has ${counted(count, 'OpenID')}; at most ${most} are taken at once. Nothing was sent.`,
  'raise-max': ({ count }: { count: number }) => `Check that it is the right file, then say --max ${count}.`,
  'heading-left-out': ({ file, line }: { file: string; line: number }) =>
    `${file}: line ${line} is a heading and was left out.`,
  'recipients-unreadable': ({ file, why }: { file: string; why: string }) =>
    `The OpenIDs can't be read: ${file} ${why}.`,
  'is-workbook': () => 'is a workbook or an archive, not a text file',
  'is-encoded-as': ({ encoding }: { encoding: string }) => `is saved as ${encoding}`,
  'is-not-utf8': () => 'is not UTF-8',
  'name-text-file': () => 'Name a text file with one OpenID a line.',
  'save-column': () => 'Save the column of OpenIDs as text (UTF-8).',
  'save-list-utf8': () => 'Save it as UTF-8: in Excel "CSV UTF-8", in Notepad by the encoding of "Save as".',
  'save-plain-utf8': () => 'Save it as UTF-8.',
  'lines-with-columns': ({ file, numbers, more }: { file: string } & SomeLines) =>
    `${file}: ${linesOf(numbers, more)} ${holds(numbers)} more than an OpenID: columns or quotes. Nothing was sent.`,
  'copy-column': () => 'Copy the column of OpenIDs alone into a text file, one a line and without quotes.',
  'lines-without-openid': ({ file, numbers, more }: { file: string } & SomeLines) =>
    `${file}: ${linesOf(numbers, more)} ${holds(numbers)} something that is not an OpenID. Nothing was sent.`,
  'openid-form': () => 'An OpenID has 1 to 64 letters, digits, - and _.',
  'openid-form-or-heading': () =>
    'An OpenID has 1 to 64 letters, digits, - and _. If line 1 is a heading, remove it or begin it with #.',
  'values-no-list': ({ file }: { file: string }) => `${file} is no list of names and values.`,
  'value-not-plain': ({ file, key }: { file: string; key: string }) =>
    `${file} is no list of names and values. \`${key}\` is not a plain value.`,
  'name-value-lines': ({ form }: { form: string }) => `Write one \`${form}\` a line.`,
  'values-have-faults': () => 'The values have faults.',
  'no-pair': ({ pair }: { pair: string }) => `"${pair}" is not a name and a value.`,
  'value-empty': ({ name }: { name: string }) => `--set ${name}= gives no value.`,
  'set-or-empty-in-file': ({ form }: { form: string }) =>
    `Set the variable of the shell that it comes from; an empty text that is meant stands in a file of --values: ${form}`,
  'write-set': ({ form }: { form: string }) => `Write ${form}.`,
  'typing-shown': ({ to }: { to: string }) => `${to}: shown as typing for 15 seconds, or until a message`,
  'typing-ended': ({ to }: { to: string }) => `${to}: no longer shown as typing`,
  'typing-refused': ({ to, why }: { to: string; why: string }) => `${to}: ${why}`,
  'typing-unknown': ({ to, why }: { to: string; why: string }) =>
    `${to}: UNKNOWN whether it was shown. ${why}`,
};

/** Lines of a file by their numbers or spans of them, and how many more there are. */
export interface SomeLines {
  readonly numbers: readonly string[];
  readonly more: number;
}

function linesOf(numbers: readonly string[], more = 0): string {
  const rest = more === 0 ? '' : ` and ${more} more`;
  return `${isOne(numbers) ? 'line' : 'lines'} ${numbers.join(', ')}${rest}`;
}

function holds(numbers: readonly string[]): string {
  return isOne(numbers) ? 'holds' : 'hold';
}

/** One number of a line, neither several nor a span. */
function isOne(numbers: readonly string[]): boolean {
  return numbers.length === 1 && /^\d+$/.test(numbers[0] ?? '');
}

export const say = sayer(sendingSentences);
