/** Choices where sources about WeChat disagree; the first choice of each is the default. */

const choices = {
  /** `kf_id` in lists: a number in every captured answer, a string in the documentation of getkflist. */
  kfId: ['number', 'string'],
  /** The answer to a path that WeChat does not have: a refusal, or a page as some unknown paths gave. */
  unknownPath: ['40066', '404', '503'],
  /** Nickname 16 characters and 100 accounts, or 12 half-widths (6 Chinese characters) and 10 accounts. */
  limits: ['new', 'old'],
  /** 654xx codes, or the 614xx codes of 多客服. */
  errorFamily: ['new', 'old'],
  /** What the 16 of a nickname counts. */
  nicknameUnits: ['codePoints', 'utf16', 'bytes'],
  /** Two official pages disagreed for years on how to delete. */
  deleteVerb: ['both', 'get', 'post'],
  /** Where `kf_headimgurl` points: here (it can be fetched), or a URL that only looks like WeChat's. */
  pictureUrls: ['emulator', 'mmbiz-http', 'mmbiz-https'],
  /** Whether the same bytes uploaded twice get a new URL. */
  pictureIds: ['per-upload', 'per-content'],
  /** Older pages demand JPG; pictures set in the web console are PNG too. */
  avatarFormats: ['jpeg+png', 'jpeg'],
  /** strict: a multipart body without a final CRLF has no file in it (41005). */
  multipart: ['lenient', 'strict'],
  /** A query for chat records whose ends are the same second, as in the example of its own page. */
  equalTimes: ['accept', 'refuse'],
  /** kfaccount/update without a nickname: an SDK of 2015 says that what stays as it is may be left out. */
  updateWithoutNickname: ['refuse', 'keep'],
  /** `\uXXXX` for characters beyond ASCII: read them, show them literally, or refuse with a code. */
  escapedText: ['accept', 'literal', '47002', '40033'],
  /** What follows the text in `errmsg`; hint alone also brings the texts of that time (until 2020). */
  errmsgTail: ['rid', 'none', 'hint', 'hint+rid'],
  contentType: ['application/json; encoding=utf-8', 'text/plain'],
  /** Ways of writing the same JSON; raw-controls leaves line breaks unescaped inside strings. */
  jsonStyle: ['compact', 'pretty', 'escaped-slashes', 'raw-controls'],
  /** The answer to a wrong AppSecret. */
  wrongSecret: ['40125', '40001'],
  /** Whether the token that a newer cgi-bin/token call replaced works five more minutes. */
  replacedToken: ['dies', 'five-minutes'],
  /** The newest table of getkflist has `kf_openid`, its example has not. */
  listOpenid: ['absent', 'present'],
  /** The official getkflist page prints an answer of getonlinekflist as its example. */
  listKey: ['kf_list', 'kf_online_list'],
  /** A row of getonlinekflist: both of `kf_openid` (newest example) and `accepted_case` (older), or one. */
  onlineFields: ['all', 'openid', 'accepted-case'],
  /** Messages per user action: since June 2023, from June 2021, before. */
  sendQuota: ['2023', '2021', '2017'],
  /** What a user's message opens: 48 hours, or the one minute and three messages that one report speaks of. */
  messageWindow: ['48-hours', 'one-minute'],
  /** Payment: unlimited for 48 hours (intro page of 服务号), or gives nothing (API pages). */
  payQuota: ['unlimited', 'none'],
  /** The answer of media/upload with or without errcode, `created_at` as a number or a string. */
  mediaAnswer: ['new', 'old', 'old-string-time'],
  /** Whether a picture's media_id is refused in a voice message. */
  mediaKinds: ['checked', 'ignored'],
  /** A video without `thumb_media_id`: older clients send none. */
  videoThumb: ['optional', 'required'],
  /** A typing call whose body is just the string "Typing", as a 2019 script sends. */
  bareTypingCommand: ['accept', 'refuse'],
  /** The msgtype `link`, documented for mini programs only but offered by several SDKs. */
  linkMessages: ['accept', 'refuse'],
  /** Sending as a kf account that no worker is bound to. */
  sendAsUnbound: ['accept', 'refuse'],
  /** yes: every call is answered 43003, as on plain http in production. */
  requireHttps: ['no', 'yes'],
} as const;

export type Settings = { -readonly [K in keyof typeof choices]: (typeof choices)[K][number] };

export function defaultSettings(): Settings {
  return Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, values[0]])) as Settings;
}

/** What is wrong with these settings, or undefined. Every name must be known and every value be one of its choices. */
export function settingsFault(proposed: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(proposed)) {
    if (!Object.hasOwn(choices, name)) return `unknown setting: ${name}`;
    const values: readonly unknown[] = choices[name as keyof Settings];
    if (!values.includes(value)) return `${name} must be one of: ${values.join(', ')}`;
  }
  return undefined;
}
