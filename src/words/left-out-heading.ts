import type { InBoth } from './say.ts';

/** Above what an export could not write, a comment of the file: an export in either language finds it again. */
export const leftOutHeading: InBoth = {
  en: 'Live accounts that kefu export left out:',
  zh: 'kefu export 没有写入的线上账号：',
};
