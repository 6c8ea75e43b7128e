import type { Labelled } from '../../src/model/address.ts';

/** How an object is called where several kinds stand together: accounts by their id, the rest by their address. */
export const calls = ({ kind, label }: Pick<Labelled, 'kind' | 'label'>) =>
  kind === 'kf_account' ? label : `${kind}.${label}`;

const nouns = {
  en: { media: 'media file', template: 'template' },
  'zh-CN': { media: '素材', template: '预设消息' },
} as const;

/** The same on a page: the rest by what it is and its label. */
export const onPages = ({ kind, label }: Pick<Labelled, 'kind' | 'label'>, lang: keyof typeof nouns) =>
  kind === 'media' || kind === 'template' ? `${nouns[lang][kind]} ${label}` : label;
