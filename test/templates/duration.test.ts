import { describe, expect, test } from 'vitest';
import { inspectMedia } from '../../src/media/inspect.ts';

/** A frame of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes, 1152 samples. */
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
const framesPerSecond = 44100 / 1152;

function mp3(seconds: number, tag = Buffer.alloc(0)): Buffer {
  return Buffer.concat([tag, ...Array.from({ length: Math.floor(seconds * framesPerSecond) }, () => frame)]);
}

/** ID3v2 with a picture of 300 bytes, which holds what looks like frames. */
const id3 = Buffer.concat([
  Buffer.from('ID3\x03\x00\x00\x00\x00\x02\x2c', 'latin1'),
  Buffer.alloc(300, 0xff),
]);

function wav(seconds: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(8000, 28);
  head.write('data', 36);
  head.writeUInt32LE(seconds * 8000, 40);
  return Buffer.concat([head, Buffer.alloc(seconds * 8000)]);
}

/** AMR-WB at 23.85 kbit/s: 61 bytes a frame, 50 frames a second. */
function wideAmr(seconds: number): Buffer {
  const one = Buffer.concat([Buffer.from([0x44]), Buffer.alloc(60)]);
  return Buffer.concat([Buffer.from('#!AMR-WB\n'), ...Array.from({ length: seconds * 50 }, () => one)]);
}

describe('given a recording, expect its length', () => {
  test.each([
    ['an MP3', mp3(30), 30],
    ['an MP3 behind a tag', mp3(30, id3), 30],
    ['a WAV', wav(20), 20],
    ['a wide-band AMR', wideAmr(12), 12],
  ])('%s', (_, bytes, seconds) => {
    const inspection = inspectMedia(bytes, 'voice', 'permanent');
    expect(inspection.ok && Math.round(inspection.seconds ?? 0)).toBe(seconds);
  });

  test.each([
    ['an MP3', mp3(61)],
    ['a WAV', wav(61)],
    ['a wide-band AMR', wideAmr(61)],
  ])('%s of 61 seconds is refused', (_, bytes) => {
    expect(inspectMedia(bytes, 'voice', 'permanent')).toMatchObject({ fault: { code: 'media-too-long' } });
  });
});
