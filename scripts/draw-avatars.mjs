// Draws the pictures of examples/quickstart: plain shapes, made by this script, free of any licence.
// Run it by hand after changing a drawing: node scripts/draw-avatars.mjs
import sharp from 'sharp';

const folder = 'examples/quickstart/avatars';

const face = (background, hair, skin, extra) => `
<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640" viewBox="0 0 640 640">
  <rect width="640" height="640" fill="${background}"/>
  <circle cx="320" cy="640" r="230" fill="#ffffff"/>
  <path d="M150 330 a170 190 0 0 1 340 0 v90 h-340 z" fill="${hair}"/>
  <ellipse cx="320" cy="330" rx="128" ry="150" fill="${skin}"/>
  <circle cx="272" cy="320" r="13" fill="#33302e"/><circle cx="368" cy="320" r="13" fill="#33302e"/>
  <path d="M270 392 q50 44 100 0" stroke="#a2453c" stroke-width="11" fill="none" stroke-linecap="round"/>
  ${extra}
</svg>`;

const headset = `
  <path d="M178 330 a142 160 0 0 1 284 0" stroke="#2b3a4a" stroke-width="20" fill="none"/>
  <rect x="160" y="310" width="40" height="80" rx="18" fill="#2b3a4a"/><rect x="440" y="310" width="40" height="80" rx="18" fill="#2b3a4a"/>
  <path d="M462 390 q-10 70 -100 72" stroke="#2b3a4a" stroke-width="12" fill="none"/><circle cx="352" cy="462" r="16" fill="#2b3a4a"/>`;
const glasses = `
  <g stroke="#23364d" stroke-width="10" fill="none"><circle cx="270" cy="322" r="42"/><circle cx="370" cy="322" r="42"/><path d="M312 322 h16"/></g>`;
const moon = `<path d="M500 90 a70 70 0 1 0 60 110 a58 58 0 1 1 -60 -110 z" fill="#ffe28a"/>`;

await sharp(Buffer.from(face('#ffd9c7', '#4a2c23', '#f6cfae', headset)))
  .png({ compressionLevel: 9, palette: true })
  .toFile(`${folder}/alice.png`);
await sharp(Buffer.from(face('#cfe6ff', '#20242b', '#eec39a', glasses)))
  .jpeg({ quality: 88 })
  .toFile(`${folder}/bob.jpg`);
await sharp(Buffer.from(face('#2f3f6b', '#171a24', '#f0c8a4', moon)))
  .png({ compressionLevel: 9, palette: true })
  .toFile(`${folder}/night.png`);
