import type { PlanHeader } from '../model/plan-document.ts';
import type { Language } from './words.ts';

/** A small picture to show in a page, as it goes into a `data:` address. */
export interface ShownPicture {
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly base64: string;
}

/** What a format says beside the plan or the report itself; all of it is decided before rendering starts. */
export interface RenderContext extends PlanHeader {
  /** Language of the pages for people (Markdown, HTML); the others are read by tools and stay English. */
  readonly lang: Language;
  /** `sha256:…` of a saved plan, shown so that reviewers can compare it. */
  readonly planDigest?: string;
  /**
   * Pictures to show, keyed by `sha256:<hex>` of the config's file or by the live avatar URL. One that is not there gets a
   * neutral placeholder.
   */
  readonly pictures: ReadonlyMap<string, ShownPicture>;
}
