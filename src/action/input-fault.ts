import type { Saying } from '../model/saying.ts';
import { inEnglish } from '../words/say.ts';

/** An input of the step that makes no sense: `saying` tells which, and what it takes. */
export class InputFault extends Error {
  readonly saying: Saying;

  constructor(saying: Saying) {
    super(inEnglish(saying));
    this.saying = saying;
  }
}
