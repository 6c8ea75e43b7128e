import type { Language } from '../model/language.ts';
import type { ShownMessage } from '../model/shown-message.ts';
import { data, type Html, html } from './html.ts';
import { htmlHead } from './html-head.ts';
import { messageChat } from './message-html.ts';
import { messageStyle } from './message-style.ts';
import { messageWords } from './message-words.ts';

/** A page that shows messages as customers see them, one phone each: no script, no request, light and dark. */
export function messagePage(title: string, messages: readonly ShownMessage[], lang: Language = 'en'): string {
  return html`${htmlHead('zh-CN', html`${title} · kefu`, style)}<body>
<header><h1>${data(title)}</h1></header>
<main>
${messages.map((message) => phone(message, lang))}</main>
</body>
</html>
`.markup;
}

function phone(message: ShownMessage, lang: Language): Html {
  const { name, speaker, body } = message;
  const account = speaker.account === undefined ? undefined : html` · ${data(speaker.account)}`;
  return html`<section><h2>${data(name)}</h2><p>${messageWords[lang].type(body.msgtype)}${account}</p><div class="phone"><p class="bar">${data(speaker.nickname)}</p>${messageChat(message, lang)}</div></section>
`;
}

const style = `
:root { color-scheme: light dark; --page: #f7f7f5; --head: #1b1b1b; --note: #5f5f5f; --bar: #ededed; --edge: #d8d8d8; }
@media (prefers-color-scheme: dark) { :root { --page: #1c1d1c; --head: #ececec; --note: #a5a5a5; --bar: #111111; --edge: #3a3a3a; } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--page); color: var(--head); font: 1rem/1.5 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; }
h2 { margin: 0; font-size: 1rem; }
section > p { margin: 0 0 .5rem; color: var(--note); font-size: .8125rem; overflow-wrap: anywhere; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 345px), 1fr)); gap: 1.75rem; align-items: start; }
.phone { max-width: 360px; border: 1px solid var(--edge); border-radius: 14px; overflow: hidden; }
.phone .bar { margin: 0; padding: 10px; background: var(--bar); border-bottom: 1px solid var(--edge); text-align: center; font-weight: 600; font-size: 16px; }
.phone .wx { min-height: 150px; }
${messageStyle}`;
