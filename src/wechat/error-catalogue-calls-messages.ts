import type { CallEntry } from './error-entry.ts';

const fileSizes = {
  en: 'Pictures up to 10 MB pass, recordings 2 MB, videos 10 MB, covers 64 KB.',
  zh: '图片不超过 10 MB，语音 2 MB，视频 10 MB，缩略图 64 KB。',
};

/** Codes about files and messages: what they mean for single calls. */
export const messageCallCodes = (): Readonly<Record<number, readonly CallEntry[]>> => ({
  40005: [
    {
      of: ['upload-media'],
      en: [
        'WeChat does not accept this kind of file here.',
        'Permanent: bmp, png, jpeg or gif; mp3, wma, wav or amr; mp4. Temporary: png, jpeg or gif; amr or mp3; mp4. Covers: jpeg.',
      ],
      zh: [
        '文件类型不合法。',
        '永久素材：bmp、png、jpeg、gif；mp3、wma、wav、amr；mp4。临时素材：png、jpeg、gif；amr、mp3；mp4。缩略图：jpeg。',
      ],
    },
  ],
  40006: [
    {
      of: ['upload-media'],
      en: ['The file is too big or empty.', fileSizes.en],
      zh: ['文件大小不合法。', fileSizes.zh],
    },
  ],
  40007: [
    {
      of: ['delete-media'],
      en: [
        'WeChat does not know this media id: it may be deleted already.',
        'kefu reads the list of media and decides by that.',
      ],
      zh: ['media_id 不存在，可能已删除。', 'kefu 会读取素材列表并据此判断。'],
    },
    {
      of: ['send'],
      en: [
        'WeChat does not know this media id; temporary media end after 3 days.',
        'Apply uploads the files of the YAML anew where they are gone; an id written into the YAML must be replaced there.',
      ],
      zh: [
        'media_id 不合法；临时素材 3 天后失效。',
        'YAML 中的文件由 apply 重新上传；直接写入的 media_id 请自行更换。',
      ],
    },
  ],
  40009: [
    {
      of: ['upload-media'],
      en: ['The file has a size WeChat does not accept.', fileSizes.en],
      zh: ['文件大小不合法。', fileSizes.zh],
    },
  ],
  40013: [
    {
      of: ['send'],
      class: 'refused',
      field: 'message',
      en: [
        'An AppID in the message, such as that of a mini program, is not valid or not linked.',
        'Check appid in the message, and link the mini program with the account in the console.',
      ],
      zh: ['消息中的 AppID（如小程序）不合法或未关联。', '请检查消息中的 appid，并在公众平台关联该小程序。'],
    },
  ],
  40137: [
    {
      of: ['upload-media'],
      en: ['The format of the picture is not supported.', 'Save it as JPEG or PNG.'],
      zh: ['不支持的图片格式。', '请保存为 JPEG 或 PNG。'],
    },
  ],
  40200: [
    {
      of: ['send'],
      class: 'refused',
      field: 'message',
      en: [
        'This type of account may not send this message: msgmenu is refused so for test accounts (测试号) and subscription accounts (订阅号).',
        'Other message types go through: send a text, where links with weixin://bizmsgmenu were seen to work as a menu.',
      ],
      zh: [
        '该类型账号不能发送此消息：测试号与订阅号发送 msgmenu 时会返回此码。',
        '其他类型的消息可以发送；可改用文本，有用户用 weixin://bizmsgmenu 链接实现菜单。',
      ],
    },
    {
      of: ['typing'],
      class: 'refused',
      en: [
        'This type of account may not show that someone types.',
        'Leave the typing state out; messages are not affected.',
      ],
      zh: ['该类型账号不能下发输入状态。', '请不要下发输入状态，消息不受影响。'],
    },
  ],
  41005: [
    {
      of: ['upload-media', 'avatar'],
      en: [
        'The upload reached WeChat without its file.',
        'kefu names the file part media, with a file name: check what stands between kefu and WeChat; else report it.',
      ],
      zh: [
        '上传请求缺少文件。',
        'kefu 以 media 为名并带文件名上传：请检查中间的网关；若没有网关，请反馈此问题。',
      ],
    },
  ],
  45001: [
    {
      of: ['upload-media'],
      en: ['The file is too big.', fileSizes.en],
      zh: ['文件过大。', fileSizes.zh],
    },
  ],
  45015: [
    {
      of: ['typing'],
      en: [
        'No window is open: the customer has not acted in time, or unfollowed.',
        'Who can not be written to can not be shown that someone types.',
      ],
      zh: ['不在可下发时限内，或客户已取消关注。', '无法下发消息时，也不能下发输入状态。'],
    },
  ],
  45047: [
    {
      of: ['typing'],
      en: [
        "The messages allowed after the customer's last action are used up.",
        'Who can not be written to can not be shown that someone types.',
      ],
      zh: ['下行消息条数超过上限。', '无法下发消息时，也不能下发输入状态。'],
    },
  ],
});
