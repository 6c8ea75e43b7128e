/** The part of co-wechat-api (no types of its own) that the tests use. */
declare module 'co-wechat-api' {
  type Answer = Record<string, unknown>;

  export default class WechatApi {
    prefix: string;
    constructor(appId: string, appSecret: string);
    request(url: string, options?: Record<string, unknown>, retry?: number): Promise<Answer>;
    ensureAccessToken(): Promise<{ accessToken: string }>;
    getCustomServiceList(): Promise<Answer>;
    getOnlineCustomServiceList(): Promise<Answer>;
    addKfAccount(account: string, nick: string): Promise<Answer>;
    updateKfAccount(account: string, nick: string): Promise<Answer>;
    deleteKfAccount(account: string): Promise<Answer>;
    setKfAccountAvatar(account: string, file: string): Promise<Answer>;
    inviteworker(account: string, wechatId: string): Promise<Answer>;
    createKfSession(account: string, openid: string): Promise<Answer>;
    uploadImageMedia(file: string): Promise<Answer>;
    uploadVoiceMedia(file: string): Promise<Answer>;
    uploadVideoMedia(file: string): Promise<Answer>;
    uploadThumbMedia(file: string): Promise<Answer>;
    sendText(openid: string, text: string): Promise<Answer>;
    sendImage(openid: string, mediaId: string): Promise<Answer>;
    sendVoice(openid: string, mediaId: string): Promise<Answer>;
    sendVideo(openid: string, mediaId: string, thumbMediaId: string): Promise<Answer>;
    sendMusic(openid: string, music: object): Promise<Answer>;
    sendNews(openid: string, articles: object[]): Promise<Answer>;
    sendMpNews(openid: string, mediaId: string): Promise<Answer>;
    sendCard(openid: string, cardId: string): Promise<Answer>;
    sendMiniProgram(openid: string, miniProgram: object): Promise<Answer>;
  }
}
