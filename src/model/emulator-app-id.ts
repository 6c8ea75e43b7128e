/** Whether an AppID is one of the emulator's: WeChat's own begin with wx and go on in hexadecimal. */
export function isEmulatorAppId(appId: string): boolean {
  return appId.startsWith('wxemu');
}
