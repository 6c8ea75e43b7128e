import type { pictureSentences as english } from '../en/pictures.ts';

/** What is said of avatars and of the media of messages, in Chinese. */
export const pictureSentences = {
  'avatar-too-big': ({ megabytes }) => `图片有 ${megabytes} MB，微信最多允许 5 MB。`,
  'save-avatar-smaller': () => '请保存得小一些：640×640 像素就够了。',
  'avatar-truncated': ({ format }) => `${format} 文件不完整：缺少末尾部分。`,
  'copy-again': () => '请重新复制或导出图片。',
  'avatar-damaged': ({ format, what }) => `${format} 文件已损坏：${what}。`,
  'save-again': () => '请用图片编辑器打开并重新保存。',
  'avatar-no-pixels': ({ width, height }) => `图片没有像素：其中写的是 ${width}×${height}。`,
  'avatar-too-many-pixels': ({ width, height, side }) =>
    `图片有 ${width}×${height} 像素；每边最多 ${side}，总数最多 4000 万。`,
  'scale-down': () => '请缩小：640×640 像素就够了。',
  'avatar-animated': ({ format }) => `${format} 文件是动画，而头像必须是静态图片。`,
  'save-one-frame': () => '请把其中一帧保存为 JPEG 或 PNG。',
  'avatar-empty': () => '图片文件为空。',
  'put-picture': () => '请放入 JPEG、PNG 或 WebP 图片。',
  'avatar-lfs-pointer': () => '文件是 git-lfs 指针，不是图片本身。',
  'pull-lfs': () => '请运行 `git lfs pull`；在 CI 中，请在检出时启用 lfs。',
  'avatar-unknown-format': () => '文件不是 kefu 认识的图片。',
  'avatar-other-format': ({ format }) => `文件是${format}，微信不接受。`,
  'save-as-picture': () => '请保存为 JPEG、PNG 或 WebP。',
  'media-empty': () => '文件为空。',
  'put-media': () => '请放入素材文件。',
  'media-too-big': ({ kind, size, most }) => `${kind}有 ${size}，微信最多允许 ${most}。`,
  'save-smaller': () => '请保存得小一些。',
  'media-too-long': ({ seconds, most }) => `语音长 ${seconds} 秒，微信最多允许 ${most} 秒。`,
  'cut-or-split': () => '请剪短，或分成两条消息。',
  'media-unknown-format': ({ use, formats }) =>
    `kefu 不认识文件的格式；作为${use}，微信接受 ${formats.join('、')}。`,
  'media-format': ({ format, use, formats }) =>
    `文件是 ${format} 格式；作为${use}，微信接受 ${formats.join('、')}。`,
  'save-as': ({ formats }) => `请保存为 ${formats.join('、')}。`,
  'save-as-or-permanent': ({ formats }) => `请保存为 ${formats.join('、')}，或去掉 \`lifetime\`。`,
  'media-over-older-limit': ({ size }) => `图片有 ${size}；微信有的页面允许 10 MB，有的只允许 2 MB。`,
  'smaller-if-refused': () => '如果微信拒绝，请保存得小一些。',
  'needs-sharp': () => '微信不接受 WebP，而用于转换的 sharp 软件包没有安装。',
  'install-sharp': () => '请运行 `npm install sharp`，或把图片保存为 JPEG 或 PNG。',
  'not-decoded': () => '无法解码图片：其内容已损坏。',
} satisfies typeof english;
