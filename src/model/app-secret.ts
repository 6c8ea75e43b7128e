/** An AppSecret as WeChat's console shows it: 32 hexadecimal digits. */
export function isAppSecret(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}
