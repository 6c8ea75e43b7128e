/** The languages that pages for people are written in. */
export type Language = 'en' | 'zh-CN';
