import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

/**
 * A page up to the end of its head: no script, no request. The policy admits this one style sheet, named by its hash, and
 * pictures inside the file, so that even markup that got in could load and run nothing.
 */
export function htmlHead(lang: string, title: Html, style: string): Html {
  return html`${new Html('<!doctype html>\n')}<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policyFor(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
`;
}

function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
