import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of avatars and of the media of messages, in English. */
export const pictureSentences = {
  'avatar-too-big': ({ megabytes }: { megabytes: string }) =>
    `The picture has ${megabytes} MB; WeChat takes at most 5 MB.`,
  'avatars-too-large': ({ most }: { most: string }) =>
    `With this one, the avatars have more than ${most} together; kefu reads no more for one config.`,
  'save-avatar-smaller': () => 'Save it smaller: 640×640 pixels are enough.',
  'avatar-truncated': ({ format }: { format: string }) =>
    `The ${format} file is cut off: its end is missing.`,
  'copy-again': () => 'Copy or export the picture again.',
  'avatar-damaged': ({ format, what }: { format: string; what: string }) =>
    `The ${format} file is damaged: ${what}.`,
  'save-again': () => 'Open it in an image editor and save it again.',
  'avatar-no-pixels': ({ width, height }: { width: number; height: number }) =>
    `The picture has no pixels: it says ${width}×${height}.`,
  'avatar-too-many-pixels': ({ width, height, side }: { width: number; height: number; side: number }) =>
    `The picture has ${width}×${height} pixels; at most ${side} a side and 40 million in all are taken.`,
  'scale-down': () => 'Scale it down: 640×640 pixels are enough.',
  'avatar-animated': ({ format }: { format: string }) =>
    `The ${format} file is an animation; an avatar is a still picture.`,
  'save-one-frame': () => 'Save one frame of it as JPEG or PNG.',
  'avatar-empty': () => 'The picture file is empty.',
  'put-picture': () => 'Put a JPEG, PNG or WebP picture in its place.',
  'avatar-lfs-pointer': () => 'The file is a git-lfs pointer, not the picture itself.',
  'pull-lfs': () => 'Run `git lfs pull`; in CI, check out with lfs enabled.',
  'avatar-unknown-format': () => 'The file is not a picture kefu knows.',
  'avatar-other-format': ({ format }: { format: string }) =>
    `The file is ${format}, which WeChat does not take.`,
  'save-as-picture': () => 'Save it as JPEG, PNG or WebP.',
  'media-empty': () => 'The file is empty.',
  'put-media': () => 'Put the media in its place.',
  'media-too-big': ({ kind, size, most }: { kind: string; size: string; most: string }) =>
    `The ${kind} has ${size}; WeChat takes at most ${most}.`,
  'save-smaller': () => 'Save it smaller.',
  'media-too-long': ({ seconds, most }: { seconds: number; most: number }) =>
    `The recording lasts ${counted(seconds, 'second')}; WeChat takes at most ${most}.`,
  'cut-or-split': () => 'Cut it, or split it in two messages.',
  'media-unknown-format': ({ use, formats }: { use: string; formats: readonly string[] }) =>
    `The file is of a format kefu does not know; as ${use} WeChat takes ${formats.join(', ')}.`,
  'media-format': ({ format, use, formats }: { format: string; use: string; formats: readonly string[] }) =>
    `The file is ${format}; as ${use} WeChat takes ${formats.join(', ')}.`,
  'save-as': ({ formats }: { formats: readonly string[] }) => `Save it as ${formats.join(', ')}.`,
  'save-as-or-permanent': ({ formats }: { formats: readonly string[] }) =>
    `Save it as ${formats.join(', ')}, or leave \`lifetime\` out.`,
  'media-over-older-limit': ({ size }: { size: string }) =>
    `The picture has ${size}; one of WeChat's pages allows 10 MB, others 2 MB.`,
  'smaller-if-refused': () => 'Save it smaller if WeChat refuses it.',
  'needs-sharp': () =>
    'WeChat does not take WebP, and the package sharp that would convert it is not installed.',
  'install-sharp': () => 'Run `npm install sharp`, or save the picture as JPEG or PNG.',
  'not-decoded': () => 'The picture could not be decoded: its content is damaged.',
  'marker-missing': () => 'a marker is missing',
  'segment-without-length': () => 'a segment has no length',
  'ends-before-pixels': () => 'it ends before any picture data',
  'first-chunk-unknown': () => 'its first chunk is not VP8, VP8L or VP8X',
  'starts-without-ihdr': () => 'it does not start with IHDR',
  'without-idat': () => 'it has no picture data (IDAT)',
};

export const say = sayer(pictureSentences);
