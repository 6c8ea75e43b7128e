import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of WeChat's answers, and of answers that did not come, in English. */
export const wechatSentences = {
  'wechat-refused': ({ what, answer }: { what: string; answer: string }) =>
    `WeChat refused to ${what}: ${answer}.`,
  'effect-not-known': ({ what, answer }: { what: string; answer: string }) =>
    `WeChat was asked to ${what} and answered ${answer}; the effect is not known.`,
  'asked-but': ({ what, why }: { what: string; why: string }) => `WeChat was asked to ${what}, but ${why}.`,
  'could-not-ask': ({ what, why }: { what: string; why: string }) =>
    `WeChat could not be asked to ${what}: ${why}. Nothing was sent.`,
  errcode: ({ errcode, name }: { errcode: number; name: string }) => `${errcode} ${name}`,
  'errcode-traced': ({
    errcode,
    name,
    traces,
  }: {
    errcode: number;
    name: string;
    traces: readonly string[];
  }) => `${errcode} ${name} (${traces.join(', ')})`,
  'unknown-own-fault': () =>
    'kefu does not know this code. Below 100 WeChat documents no refusals: it failed in itself. Try again later.',
  'unknown-errcode': () =>
    'kefu does not know this code. WeChat lists its codes under 全局返回码 in its documentation.',
  'address-to-allow': ({ ip, advice }: { ip: string; advice: string }) =>
    `The address to allow is ${ip}. ${advice}`,
  'errcode-advice': ({ meaning, advice }: { meaning: string; advice: string }) => `${meaning} ${advice}`,
  'errcode-of-others': ({
    endpoints,
    meaning,
    advice,
  }: {
    endpoints: readonly string[];
    meaning: string;
    advice: string;
  }) =>
    `WeChat documents this code for ${endpoints.join(', ')}, not for this call. There it means: ${meaning} ${advice}`,
  'not-read-only': ({ endpoint }: { endpoint: string }) =>
    `${endpoint} was refused: this command may only read.`,
  'report-fault': () => 'This is a fault of kefu, please report it. Nothing was sent.',
  'node-debug': ({ section }: { section: string }) =>
    `NODE_DEBUG has ${section} switched on, which prints access tokens.`,
  'unset-node-debug': () => 'Unset NODE_DEBUG, or leave undici and fetch out of it. Nothing was sent.',
  'without-https': ({ host }: { host: string }) => `${host} would be called without https.`,
  'use-https': () => 'Use an https:// address; plain http is for this machine alone (127.0.0.1, localhost).',
  'endpoint-with-login': ({ host }: { host: string }) => `The endpoint ${host} holds a user or password.`,
  'remove-before-at': () => 'Remove the part before "@".',
  'proxy-unusable': () => 'The proxy in HTTPS_PROXY can not be used.',
  'write-proxy': () => 'Write it as http://host:port or https://host:port.',
  'list-unusable': ({ endpoint, why }: { endpoint: string; why: string }) => `${endpoint} ${why}.`,
  'nothing-planned': () =>
    'Nothing was planned or changed. Check that the endpoint is really WeChat, then try again.',
  'token-no-token': () => 'What was given as the access token can not be one.',
  'one-plain-word': () => 'It must be one word of plain characters. Check where it comes from.',
  'no-token-answered': () => 'stable_token answered without an access token.',
  'really-wechat-again': () => 'Check that the endpoint is really WeChat, then try again.',
  'token-same-again': ({ answer }: { answer: string }) =>
    `WeChat refuses the access token (${answer}), and the same one was given out again.`,
  'who-made-a-token': () =>
    'Someone else may have made a new one with cgi-bin/token, or the token belongs to another AppID. Let all programs use stable_token, or one token server.',
  'token-refused-twice': ({ answer }: { answer: string }) =>
    `WeChat refused the access token a second time in this run (${answer}).`,
  'who-replaces-it': () =>
    'Another program may be replacing it all the time. Let all programs use stable_token, or one token server.',
  'waited-a-minute': () =>
    'It was not sent, though kefu waited a minute. Go on in some minutes; others may be sending, too.',
  'waited-minutes': ({ times }: { times: number }) =>
    `It was not sent, though kefu waited a minute ${counted(times, 'time')}. Go on in some minutes; others may be sending, too.`,
  'typing-ends': () => 'There is nothing to do: it ends by itself, with a message or after 15 seconds.',
  'next-minute': () =>
    'Nothing happened, and kefu does not wait here: WeChat takes it again in the next minute.',
  'not-sent-again': () =>
    'It may have arrived or not, and nothing shows which. kefu does not send it again: ask the customer, or look at the chat in the console.',
  'server-not-reached': ({ why }: { why: string }) => `WeChat's server is not reached: ${why}.`,
};

export const say = sayer(wechatSentences);
