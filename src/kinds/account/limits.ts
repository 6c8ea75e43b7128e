/** WeChat takes at most 100 kf accounts (WeChat docs, addkfaccount; errcode 65405). */
export const accountLimit = 100;
