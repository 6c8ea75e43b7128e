/** The refusals WeChat gives: code → text, as captured answers and public tables have it, else in our words. */

const generalTexts = {
  [-1]: 'system error',
  // Seen with an empty text for an evening of 2023.
  4: '',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40005: 'invalid file type',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40035: 'invalid parameter',
  40038: 'invalid request format',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40132: 'invalid username',
  40137: 'invalid image format',
  40164: 'invalid ip, not in whitelist',
  40200: 'invalid account type',
  40201: 'invalid url',
  40202: 'invalid action',
  40203: 'invalid check_operator',
  40213: 'invalid href tag in content',
  40214: 'invalid href text in content',
  40243: 'appsecret has been frozen',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  42007: 'access_token and refresh_token exception',
  43001: 'require GET method',
  43002: 'require POST method',
  43003: 'require https',
  43004: 'require subscribe',
  43019: 'require remove blacklist',
  44001: 'empty media data',
  44002: 'empty post data',
  44003: 'empty news data',
  44004: 'empty content',
  45001: 'media size out of limit',
  45002: 'content size out of limit',
  45003: 'title size out of limit',
  45004: 'description size out of limit',
  45005: 'url size out of limit',
  45006: 'picurl size out of limit',
  45007: 'playtime out of limit',
  45008: 'article size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45050: 'invalid custom message type',
  45064: 'no permission to use weapp link',
  45072: 'invalid command',
  45074: 'material count reach limit',
  45080: 'need sending message to user, or recving message from user in the last 30 seconds before typing',
  45081: '已经在输入状态，不可重复下发 ',
  45086: 'invalid data-miniprogram-appid',
  45087: 'custom message blocked',
  45094: 'enter-session message punished',
  45098: 'msgmenu list size out of limit',
  45099: 'msgmenu item content size out of limit',
  46001: 'media data no exist',
  47001: 'data format error',
  47002: 'data format error, do NOT use json unicode encode (\\uxxxx\\uxxxx), please use utf8 encoded text!',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  48002: 'user block receive message',
  48004: 'api forbidden for irregularities, view detail on mp.weixin.qq.com',
  48005: 'forbid to delete material used by auto-reply or menu',
  48006: 'forbid to clear quota because of reaching the limit',
  48008: 'no permission for this msgtype',
  50002: 'user limited',
  50004: 'access_token forbidden',
  50005: 'user is unsubscribed',
  50007: 'account frozen',
  70000: 'blocked to protect minors',
  76001: 'rid not exist',
  76002: 'rid is empty or illegal',
  76003: 'rid belongs to another account',
  76004: 'rid expired',
  76021: 'cgi_path not found',
  76022: 'could not use this cgi_path, no permission',
  89503: 'ip not in whitelist, need admin confirm',
  89506: 'ip refused by admin, retry after 24 hours',
  89507: 'ip refused by admin, retry after 1 hour',
} as const;

const oldServiceTexts = {
  61450: 'system error',
  61451: 'invalid parameter',
  61452: 'invalid kf_account',
  61453: 'kf_account exsited',
  61454: 'invalid kf_acount length',
  61455: 'illegal character in kf_account',
  61456: 'kf_account count exceeded',
  61457: 'invalid file',
  61458: 'customer accepted by another kf',
  61459: 'kf offline',
  61500: 'date format error',
  61501: 'date range error',
} as const;

const newServiceTexts = {
  65400: 'please enable new custom service, or wait for a while if you have enabled',
  65401: 'invalid custom service account',
  65402: 'the custom service account need to bind a wechat user',
  65403: 'illegal nickname',
  65404: 'illegal custom service account',
  65405: 'custom service account number reach limit',
  65406: 'custom service account exists',
  65407: 'the wechat user have been one of your workers',
  65408: 'you have already invited the wechat user',
  65409: 'wechat account invalid',
  65410: 'too many custom service accounts bound by the worker',
  65411: 'a effective invitation to bind the custom service account exists',
  65412: 'the custom service account have been bound by a wechat user',
  65413: 'no effective session for the customer',
  65414: 'another worker is serving the customer',
  65415: 'the worker is not online',
  65416: 'invalid param, please check again',
  65417: 'it is too long from the starttime to endtime',
} as const;

const errorTexts = { ...generalTexts, ...oldServiceTexts, ...newServiceTexts };

type CodeOf<Key> = Key extends number ? Key : Key extends `${infer Code extends number}` ? Code : never;
export type ErrorCode = CodeOf<keyof typeof errorTexts>;

/** Every errcode the emulator can answer with, ascending. */
export const emulatorErrorCodes: readonly number[] = Object.keys(errorTexts)
  .map(Number)
  .sort((left, right) => left - right);

export function errorText(code: number): string {
  return (errorTexts as Record<number, string>)[code] ?? 'unknown error';
}

/** Thrown by a call that WeChat would answer with an errcode; nothing was done. */
export class Refusal extends Error {
  readonly errcode: number;

  constructor(errcode: ErrorCode, text: string = errorText(errcode)) {
    super(text);
    this.errcode = errcode;
  }
}

/**
 * What 多客服 (until 2016) answered where 新版客服 answers a 654xx code. Both tables are still shipped
 * (WeChat docs, global return codes); which one a live account uses was seen to vary.
 */
const oldFamily: Partial<Record<ErrorCode, ErrorCode>> = {
  65400: 61450,
  65401: 61452,
  65403: 61451,
  65404: 61455,
  65405: 61456,
  65406: 61453,
  65409: 40132,
  65414: 61458,
  65415: 61459,
  65416: 61500,
  65417: 61501,
  40005: 61457,
};

/** A refusal in the family of codes that the settings choose. */
export function serviceRefusal(family: 'new' | 'old', code: ErrorCode): Refusal {
  return new Refusal(family === 'old' ? (oldFamily[code] ?? code) : code);
}
