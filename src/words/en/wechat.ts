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
  'proxy-login-unread': ({ variable }: { variable: string }) =>
    `The user or password in ${variable} can not be read: it holds a "%" that is not written as in a URL.`,
  'write-percent': () => 'Write a "%" that belongs to the user or password as %25.',
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
  'name-not-resolved': ({ host }: { host: string }) => `the name ${host} could not be resolved`,
  'check-name-service': () => 'Check the network, DNS and proxy settings.',
  'connection-refused': ({ host }: { host: string }) => `${host} refused the connection`,
  'is-it-running': () => 'Is it running?',
  'connection-too-slow': ({ host }: { host: string }) => `${host} did not accept a connection in time`,
  'check-firewall': () => 'Check the network, firewall and proxy settings.',
  'secure-connection-failed': ({ host, code }: { host: string; code: string }) =>
    `the secure connection to ${host} failed (${code})`,
  'someone-in-between': () =>
    'Someone may stand in between. Behind a company proxy, give its certificate in NODE_EXTRA_CA_CERTS.',
  'proxy-not-reached': () => 'the proxy could not be reached',
  'proxy-wants-login': () => 'the proxy wants a user and password',
  'proxy-refused': () => 'the proxy refused to connect',
  'check-proxy': () => 'Check HTTPS_PROXY and NO_PROXY.',
  'no-connection': ({ host, code }: { host: string; code: string }) =>
    `no connection to ${host} came about (${code})`,
  'answer-too-late': () => 'the answer did not come in time',
  'answer-no-http': () => 'the answer was not HTTP as it should be',
  'answer-broke-off': () => 'the connection broke before the answer was complete',
  'answer-without-errcode': ({ text }: { text: string }) =>
    `the answer holds no errcode that could be relied on: ${text}`,
  'check-no-login-page': () =>
    'Check that the endpoint is really WeChat, and that no login page of a network stands in between.',
  'check-in-between': () =>
    'Check that the endpoint is really WeChat, and whether something in between cuts or changes answers; else report its text.',
  'answer-a-web-page': () => 'a web page came back in place of an answer',
  'answer-empty': () => 'the answer was empty',
  'answer-no-json': ({ text }: { text: string }) =>
    `the answer was not readable JSON, or was cut off: ${text}`,
  'answer-other-shape': ({ text }: { text: string }) => `the answer was JSON of another shape: ${text}`,
  'answer-too-deep': ({ text }: { text: string }) => `the answer was nested too deep: ${text}`,
  'answer-redirected': ({ status }: { status: number }) =>
    `the answer was a redirect (HTTP ${status}), which kefu never follows`,
  'never-redirects': () => 'WeChat does not redirect. Check the endpoint and what stands in between.',
  'server-on-the-way': ({ status }: { status: number }) => `a server on the way answered HTTP ${status}`,
  'try-again-later': () => 'Try again later.',
  'status-not-sent': ({ status }: { status: number }) =>
    `the answer was HTTP ${status}, which WeChat's API does not send`,
  'really-wechat': () => 'Check that the endpoint is really WeChat.',
  'listed-twice': ({ account }: { account: string }) => `named ${account} twice`,
  'listed-too-many': ({ count }: { count: number }) =>
    `listed ${counted(count, 'account')}; WeChat's limit is 100`,
  'listed-no-accounts': ({ key }: { key: string }) => `put something else than accounts into ${key}`,
  'listed-online-ones': () =>
    "answered with kf_online_list in place of kf_list. WeChat's documentation prints this by mistake; the accounts that are online are not all accounts",
  'listed-without': ({ key }: { key: string }) =>
    `answered without ${key}. That does not mean that there are no accounts`,
  'listed-no-name': ({ account }: { account: string }) =>
    `named an account ${account}; a name@wechat-id was expected`,
  'listed-no-text': ({ key }: { key: string }) => `put something else than a text into ${key}`,
  'listed-no-cases': ({ account }: { account: string }) =>
    `gives ${account} an accepted_case that is no number`,
  'listed-no-media': () =>
    'answered without total_count and item. That does not mean that there are no media',
  'listed-media-without-id': () => 'listed media without a media_id',
  'list-never-the-same': ({ readings }: { readings: number }) =>
    `changed while it was read, ${counted(readings, 'time')} in a row`,
  'answer-packed-otherwise': () => 'the answer is compressed in a way nobody asked for',
  'answer-not-unpacked': () => 'the answer could not be decompressed',
  'answer-longer': ({ mebibytes }: { mebibytes: number }) =>
    `the answer is longer than ${mebibytes} MiB, which WeChat's never are`,
  'answer-without-media-id': () => 'the answer holds no media_id that could be relied on',
  'without-text': () => 'without a text',
  'asked-token': ({ about }: { about: string }) => `give an access token${behind(about)}`,
  'asked-list': ({ about }: { about: string }) => `list the accounts${behind(about)}`,
  'asked-online': ({ about }: { about: string }) => `list the accounts that are online${behind(about)}`,
  'asked-quota': ({ about }: { about: string }) => `tell the call quota${behind(about)}`,
  'asked-domain-ips': ({ about }: { about: string }) => `list the addresses of its servers${behind(about)}`,
  'asked-add': ({ about }: { about: string }) => `add${behind(about)}`,
  'asked-update': ({ about }: { about: string }) => `update${behind(about)}`,
  'asked-delete': ({ about }: { about: string }) => `delete${behind(about)}`,
  'asked-avatar': ({ about }: { about: string }) => `take the avatar of${behind(about)}`,
  'asked-invite': ({ about }: { about: string }) => `invite the worker of${behind(about)}`,
  'asked-send': ({ about }: { about: string }) => `send the message${behind(about)}`,
  'asked-list-media': ({ about }: { about: string }) => `list the media${behind(about)}`,
  'asked-upload-media': ({ about }: { about: string }) => `take the media file${behind(about)}`,
  'asked-delete-media': ({ about }: { about: string }) => `delete the media file${behind(about)}`,
  'asked-typing': ({ about }: { about: string }) => `show the customer that someone types${behind(about)}`,
  'stopped-before-sent': () => 'it was stopped before it was sent',
};

/** What it is about, behind what was asked for; nothing where it is about nothing by name. */
function behind(about: string): string {
  return about === '' ? '' : ` ${about}`;
}

export const say = sayer(wechatSentences);
