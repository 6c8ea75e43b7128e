import { isIP } from 'node:net';
import { visible } from '../model/visible.ts';
import { excerpt, withoutSecrets } from './excerpt.ts';

/** WeChat's `errmsg` taken apart, each part safe to print on one line. */
export interface Errmsg {
  /** At most 200 characters. */
  readonly text: string;
  /** What stands in ` hint: […]`, for WeChat's support. */
  readonly hint?: string;
  /** The request's id; WeChat can look it up for 7 days. */
  readonly rid?: string;
  /** The caller's address as a 40164 names it. */
  readonly ip?: string;
}

/** Far above any errmsg of WeChat's docs; what is longer is somebody's page. */
const longestLook = 2000;

export function parseErrmsg(errmsg: unknown): Errmsg {
  const whole = typeof errmsg === 'string' ? errmsg.slice(0, longestLook) : '';
  const rid = / rid: ([0-9a-f]{4,16}(?:-[0-9a-f]{4,16}){1,4})\s*$/.exec(whole);
  const withoutRid = rid === null ? whole : whole.slice(0, rid.index);
  const hint = / hint: \[([^\]]{1,60})\]\s*$/.exec(withoutRid);
  const text = hint === null ? withoutRid : withoutRid.slice(0, hint.index);
  const ip = /\binvalid ip ([0-9a-fA-F.:]{2,45})\b/.exec(text)?.[1];
  return {
    text: excerpt(text),
    ...(hint?.[1] !== undefined && { hint: visible(withoutSecrets(hint[1])) }),
    ...(rid?.[1] !== undefined && { rid: rid[1] }),
    ...(ip !== undefined && isIP(ip) !== 0 && { ip }),
  };
}
