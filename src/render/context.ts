import type { PlanHeader } from '../documents/plan.ts';
import type { AnyKind } from '../model/kind.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import type { ShownPicture } from '../model/shown-picture.ts';
import type { LanguageWords } from '../words/language-words.ts';

/** What a format says beside the plan or the report itself; all of it is decided before rendering starts. */
export interface RenderContext extends PlanHeader {
  /** Every kind of object, the one that leads the summary first. */
  readonly kinds: readonly AnyKind[];
  /** The language of all formats but the JSON that kefu reads again, and the lines that tools look for. */
  readonly words: LanguageWords;
  /** `sha256:…` of a saved plan, shown so that reviewers can compare it. */
  readonly planDigest?: string;
  /**
   * Pictures to show, keyed by `sha256:<hex>` of the config's file or by the live picture's URL. One that is not there gets a
   * neutral placeholder.
   */
  readonly pictures: ReadonlyMap<string, ShownPicture>;
  /** The commit and the CI run it was made in. */
  readonly madeIn?: RunOrigin;
}
