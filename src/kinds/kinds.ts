import type { AnyKind } from '../model/kind.ts';
import { account } from './account/account.ts';
import { media } from './media/media.ts';
import { template } from './template/template.ts';

/**
 * Every kind of object that kefu manages. The first leads the summary line; the order of execution is that of `executed`.
 */
export const kinds: readonly AnyKind[] = [account, media, template];
