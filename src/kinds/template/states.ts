import type { FindInput } from '../../model/kind.ts';
import type { Template } from '../../model/message.ts';
import type { PlainTemplate } from '../../model/plain-template.ts';

/** The name of the kind: the middle of its addresses. */
export const templateKind = 'template';

/** A template as it was last applied. */
export interface RecordedTemplate {
  /** `sha256:…` of `body`. */
  readonly digest: string;
  readonly body: PlainTemplate;
}

/**
 * WeChat stores no templates, so nothing is sent for one: the state file keeps it, and what was recorded is all there is to
 * compare with.
 */
export type TemplateStep =
  | { readonly kind: 'record-template'; readonly template: string; readonly body: PlainTemplate }
  | { readonly kind: 'forget-template'; readonly template: string };

export type TemplateFindInput = FindInput<Template, PlainTemplate, RecordedTemplate>;
