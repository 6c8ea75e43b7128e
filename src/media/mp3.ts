// MPEG audio layer III, walked frame by frame: the only way to tell the length of a file with a variable bit rate.

/** Kilobits a second by index; for MPEG 1 and for MPEG 2 and 2.5 (ISO 11172-3, 13818-3). */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Samples a second by version bits (3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5) and index. */
const sampleRates: Readonly<Record<number, readonly number[]>> = {
  3: [44100, 48000, 32000],
  2: [22050, 24000, 16000],
  0: [11025, 12000, 8000],
};

/** Seconds the frames last in all; undefined when there is no frame. */
export function mp3Seconds(bytes: Uint8Array): number | undefined {
  let seconds = 0;
  for (let at = afterTag(bytes); at + 4 <= bytes.length; ) {
    const frame = frameAt(bytes, at);
    if (frame === undefined) {
      at += 1;
      continue;
    }
    seconds += frame.seconds;
    at += frame.length;
  }
  return seconds === 0 ? undefined : seconds;
}

/** Behind an ID3v2 tag, whose length is four times seven bits. */
function afterTag(bytes: Uint8Array): number {
  if (String.fromCharCode(...bytes.subarray(0, 3)) !== 'ID3') return 0;
  return 10 + bytes.subarray(6, 10).reduce((length, byte) => length * 128 + (byte & 127), 0);
}

function frameAt(bytes: Uint8Array, at: number): { length: number; seconds: number } | undefined {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2) return undefined;
  const version = (kind >> 3) & 3;
  const isVersion1 = version === 3;
  const kilobits = (isVersion1 ? rates1 : rates2)[rates >> 4];
  const sampleRate = sampleRates[version]?.[(rates >> 2) & 3];
  if (!kilobits || sampleRate === undefined) return undefined;
  const samples = isVersion1 ? 1152 : 576;
  const padding = (rates >> 1) & 1;
  return {
    length: Math.floor((samples / 8) * ((kilobits * 1000) / sampleRate)) + padding,
    seconds: samples / sampleRate,
  };
}
