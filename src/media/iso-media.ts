/*
 * MP4, MOV, HEIC, AVIF, M4A and 3GP are one container (ISO 14496-12) that begins with a box `ftyp`: the brand the file was made
 * for, a version, and the brands of those who can read it. An M4A or a 3GP tells readers of MP4 to try, so its own brand decides.
 */

/** WeChat documents MP4 alone for videos (新增临时素材, 新增永久素材); whether its servers take the others is not known. */
const mp4Brands =
  /^(?:isom|iso[2-9a-c]|mp4[12]|mp7[12]|avc1|hvc1|hev1|M4V[ HP]|MSNV|F4V |dash|dby1|XAVC|ndsm|mmp4)$/;

/** Brands of files that are no MP4, with the names that people know them by. */
const otherBrands: readonly (readonly [RegExp, string])[] = [
  [/^qt {2}$/, 'MOV (QuickTime)'],
  [/^avi[fs]$/, 'AVIF'],
  [/^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/, 'HEIC'],
  [/^M4[ABP] $/, 'M4A'],
  [/^3g(?:[2p][0-9a-z]|[grs][0-9])$/, '3GP'],
];

/** What a file with a box `ftyp` is: `mp4`, or the name of what it is instead; undefined for other files and unknown brands. */
export function isoMediaOf(bytes: Uint8Array): 'mp4' | { readonly other: string } | undefined {
  if (textAt(bytes, 4) !== 'ftyp') return undefined;
  const [own, ...readers] = brandsOf(bytes);
  const other = otherBrands.find(([brands]) => brands.test(own ?? ''))?.[1];
  if (other !== undefined) return { other };
  return [own, ...readers].some((brand) => brand !== undefined && mp4Brands.test(brand)) ? 'mp4' : undefined;
}

/** The brand of the file, then those of its readers. */
function brandsOf(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = Math.min(size, bytes.length, longestBox);
  const brands = [textAt(bytes, 8)];
  for (let place = 16; place + 4 <= end; place += 4) brands.push(textAt(bytes, place));
  return brands;
}

/** Real ones have at most a dozen brands. */
const longestBox = 512;

function textAt(bytes: Uint8Array, place: number): string {
  return String.fromCharCode(...bytes.subarray(place, place + 4));
}
