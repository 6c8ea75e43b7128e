/** What a file is, by its first bytes: clients send no part type, a wrong one, or `application/octet-stream`. */

export type FileFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'amr' | 'mp3' | 'wma' | 'wav' | 'mp4';

const signatures: readonly { format: FileFormat; offset: number; hex: string }[] = [
  { format: 'jpeg', offset: 0, hex: 'ffd8ff' },
  { format: 'png', offset: 0, hex: '89504e470d0a1a0a' },
  { format: 'gif', offset: 0, hex: '47494638' },
  { format: 'bmp', offset: 0, hex: '424d' },
  { format: 'amr', offset: 0, hex: '2321414d52' },
  { format: 'mp3', offset: 0, hex: '494433' },
  { format: 'mp3', offset: 0, hex: 'fffb' },
  { format: 'mp3', offset: 0, hex: 'fff3' },
  { format: 'wma', offset: 0, hex: '3026b2758e66cf11' },
  { format: 'wav', offset: 8, hex: '57415645' },
  { format: 'mp4', offset: 4, hex: '66747970' },
];

const mimeTypes: Record<FileFormat, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  amr: 'audio/amr',
  mp3: 'audio/mpeg',
  wma: 'audio/x-ms-wma',
  wav: 'audio/wav',
  mp4: 'video/mp4',
};

export const fileFormats = Object.keys(mimeTypes) as readonly FileFormat[];

export function sniffFormat(bytes: Buffer): FileFormat | undefined {
  return signatures.find(({ offset, hex }) => {
    return bytes.subarray(offset, offset + hex.length / 2).toString('hex') === hex;
  })?.format;
}

export function mimeTypeOf(format: FileFormat): string {
  return mimeTypes[format];
}
