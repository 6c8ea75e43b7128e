/**
 * No tile stands alone in a row, however many there are: four in a row, or three on a phone, and the last rows share what is
 * left. A row is twelve columns.
 */
const tilesInRows = `@media (min-width: 36.01rem) {
.counts li { grid-column: span 3; }
.counts:has(> li:first-child:nth-last-child(4n + 1)) > li:nth-last-child(-n + 5) { grid-column: span 4; }
.counts:has(> li:first-child:nth-last-child(4n + 1)) > li:nth-last-child(-n + 2),
.counts:has(> li:first-child:nth-last-child(4n + 2)) > li:nth-last-child(-n + 2) { grid-column: span 6; }
.counts:has(> li:first-child:nth-last-child(4n + 3)) > li:nth-last-child(-n + 3),
.counts:has(> li:first-child:nth-last-child(6)) > li:nth-child(n) { grid-column: span 4; }
}
@media (max-width: 36rem) {
  .counts li { grid-column: span 4; }
  .counts:has(> li:first-child:nth-last-child(3n + 1)) > li:nth-last-child(-n + 4),
  .counts:has(> li:first-child:nth-last-child(3n + 2)) > li:nth-last-child(-n + 2) { grid-column: span 6; }
}`;

/**
 * The style sheet of the pages. Colours keep a contrast of at least 4.5 : 1 in light and in dark; sizes follow the
 * reader's own. The chat strips look as a customer's chat does: the picture at 42 px, the nickname small above a bubble.
 */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f3f4f2; --card: #ffffff; --ink: #19201c; --soft: #57625b; --line: #dfe3df; --chat: #ebedea; --bubble: #ffffff;
  --green: #0b6b39; --green-tint: #e3f4ea; --red: #a8231a; --red-tint: #fdeae8; --blue: #1d55a8; --blue-tint: #e8f0fb;
  --amber: #7d4d00; --amber-tint: #fdf1da; --shadow: 0 1px 2px rgb(20 30 25 / 6%), 0 4px 16px rgb(20 30 25 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101312; --card: #1a1e1c; --ink: #e8ece9; --soft: #a2ada6; --line: #2d3430; --chat: #121514; --bubble: #2a302d;
    --green: #6fd69b; --green-tint: #14301f; --red: #ff9d94; --red-tint: #3b1a18; --blue: #9cc2fa; --blue-tint: #172a45;
    --amber: #f0c673; --amber-tint: #372a10; --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0 auto; max-width: 58rem; padding: 1.5rem 1.25rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; border-radius: .25rem; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; padding: .5rem 1rem; background: var(--card); border-radius: .5rem; }
.drawings { position: absolute; }
code, .place, footer dd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; }
.place, .note, .reason, .hint, .section-note { color: var(--soft); font-size: .875rem; }

.top { word-break: keep-all; padding: 1.75rem 1.75rem 1.5rem; border-radius: 1rem; box-shadow: var(--shadow); background: linear-gradient(var(--bar, var(--green)) 0 0) top / 100% .375rem no-repeat, var(--card); }
.top.bad { --bar: var(--red); }
.top.calm { --bar: var(--blue); }
.kind { color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
h1 { font-size: 1.75rem; line-height: 1.25; letter-spacing: -.01em; }
.whose { color: var(--soft); font-size: .875rem; }
.verdict { margin-top: 1rem; font-size: 1.125rem; font-weight: 600; }
.alert { margin-top: .75rem; padding: .625rem .875rem; border-radius: .625rem; background: var(--red-tint); color: var(--red); font-weight: 600; }
.counts { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: .5rem; margin-top: 1.25rem; overflow-wrap: normal; }
${tilesInRows}
.counts li { border-radius: .75rem; background: var(--page); color: var(--soft); font-size: .875rem; }
.counts li > a { display: block; border-radius: inherit; text-decoration: none; }
.counts li > a, .counts li:not(:has(a)) { padding: .625rem .875rem; }
.counts li > a:hover { box-shadow: inset 0 0 0 2px currentColor; }
.counts strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts .delete { background: var(--red-tint); color: var(--red); }
.counts .create { background: var(--green-tint); color: var(--green); }
.counts .update { background: var(--blue-tint); color: var(--blue); }
.counts .warn { background: var(--amber-tint); color: var(--amber); }

main > section, main > details { margin-top: 2rem; scroll-margin-top: 1rem; }
h2 { font-size: 1.125rem; margin-bottom: .625rem; }
.count { margin-left: .25rem; color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; }
.section-note { margin: -.375rem 0 .625rem; }
.card { background: var(--card); border-radius: .875rem; box-shadow: var(--shadow); padding: 1rem 1.25rem; }
.card + .card, .alert + .card { margin-top: .75rem; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .625rem; }
.card > header .place { margin-left: auto; }
.badge { padding: .0625rem .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; background: var(--blue-tint); color: var(--blue); }
.delete .badge { background: var(--red-tint); color: var(--red); }
.create .badge { background: var(--green-tint); color: var(--green); }
.card.delete, .card.guard, .read-back { background: linear-gradient(var(--red) 0 0) left / .3125rem 100% no-repeat, var(--card); }
.card.guard { background-image: linear-gradient(var(--amber) 0 0); }
.read-back.verified { background-image: linear-gradient(var(--green) 0 0); }
.reason { margin-top: .125rem; }

.body { margin-top: .75rem; }
.create > .body, .delete > .body { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.25rem; align-items: start; }
.sides { display: flex; align-items: stretch; gap: .625rem; }
.side { position: relative; flex: 1 1 0; min-width: 0; display: flex; gap: .75rem; justify-content: space-between; padding: 1.75rem .875rem .875rem; border-radius: .625rem; background: var(--chat); }
.label { position: absolute; top: .375rem; color: var(--soft); font-size: .75rem; }
.chat { display: flex; gap: .625rem; align-items: flex-start; }
.said { min-width: 0; }
.nick { font-size: .8125rem; line-height: 1.35; color: var(--soft); }
.bubble { position: relative; width: 7.5rem; max-width: 100%; height: 1.75rem; margin-top: .25rem; border-radius: .375rem; background: var(--bubble); }
.bubble::before { content: ""; position: absolute; left: -.25rem; top: .625rem; width: .5rem; height: .5rem; background: inherit; transform: rotate(45deg); }
.bubble::after { content: ""; position: absolute; inset: .75rem 2.25rem .75rem .625rem; border-radius: .125rem; background: var(--soft); opacity: .25; }
.avatar { flex: none; border-radius: .375rem; object-fit: cover; background: var(--line); }
.avatar.chat { width: 42px; height: 42px; }
.avatar.review { display: block; width: 96px; height: 96px; border-radius: .75rem; }
svg.avatar { fill: currentColor; color: var(--soft); }
.arrow { flex: none; align-self: center; width: 1.5rem; height: 1.5rem; color: var(--soft); }

.body > .fields:only-child { grid-column: 1 / -1; }
.update > .body > .fields { margin-top: .5rem; }
.exact { margin-top: .375rem; font-size: .875rem; }
.exact > summary { width: fit-content; color: var(--soft); font-size: .8125rem; }
.exact > .rows { padding: .25rem .75rem .5rem; border-radius: .5rem; background: var(--page); }
.rows > div { display: grid; grid-template-columns: 5.5rem 1fr; gap: .25rem 1rem; padding: .4375rem 0; border-bottom: 1px solid var(--line); }
.rows > div:last-child { border-bottom: 0; padding-bottom: 0; }
bdi { white-space: pre-wrap; }
dt { color: var(--soft); font-size: .875rem; }
del, ins { padding: 0 .375rem; border-radius: .25rem; text-decoration: none; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
del { background: var(--red-tint); color: var(--red); }
ins { background: var(--green-tint); color: var(--green); }
del.line, ins.line { display: block; width: fit-content; }
ins.line { margin-top: .125rem; }
del.line::before { content: "− "; }
ins.line::before { content: "+ "; }
mark { padding: 0 .125rem; border-radius: .1875rem; background: currentColor; color: inherit; }
mark > span { color: var(--card); }
.to, .none { color: var(--soft); }
.esc { padding: 0 .1875rem; border-radius: .25rem; background: var(--amber-tint); color: var(--amber); font: 600 .8125em ui-monospace, Menlo, Consolas, monospace; }

.list p { margin-top: .25rem; }
.guard > p { margin-top: .25rem; }
.guard > ul { display: flex; flex-wrap: wrap; gap: 0 .875rem; margin-top: .25rem; }
.guard > p { font-size: .9375rem; }
:lang(zh) [lang=en] { color: var(--soft); }
.way-out { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; align-items: baseline; margin-top: .375rem; font-size: .9375rem; }
.way-out h4, .steps h4 { font-size: .8125rem; color: var(--soft); }
.way-out h4 { padding: .0625rem .5rem; border-radius: 1rem; background: var(--amber-tint); color: var(--amber); }
.way-out p { grid-column: 2; }
.steps { margin-top: .75rem; padding-top: .625rem; border-top: 1px solid var(--line); }
.list > li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.list > li:first-child { padding-top: 0; }
.list > li:last-child { border-bottom: 0; padding-bottom: 0; }
.id { font-weight: 600; }
.hint::before { content: "→ "; }
.person, .pair { display: inline-flex; align-items: center; gap: .625rem; vertical-align: middle; }
summary { cursor: pointer; border-radius: .5rem; }
summary h2, summary h3 { display: inline; margin: 0; }
details[open] > summary { margin-bottom: .625rem; }
details > .section-note { margin-top: 0; }
details > h3, details > details { margin: 1rem 0 .5rem; }
h3 { font-size: 1rem; }

.steps li { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .75rem; align-items: baseline; padding: .3125rem 0; }
.steps li > p { grid-column: 2; color: var(--soft); font-size: .875rem; }
.status { justify-self: start; white-space: nowrap; display: inline-block; padding: .0625rem .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; background: var(--red-tint); color: var(--red); }
.status.done { background: var(--green-tint); color: var(--green); }
.status.skipped, .status.not-attempted { background: var(--amber-tint); color: var(--amber); }

footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8125rem; }
footer dl > div { display: grid; grid-template-columns: minmax(7.5rem, max-content) 1fr; gap: 0 1rem; }
footer dt { font-size: inherit; }
footer p { margin-top: .75rem; }

@media (max-width: 36rem) {
  body { padding: .75rem .75rem 2rem; }
  .top { padding: 1.125rem 1.125rem; }
  .card { padding: .875rem 1rem; }
  .card > header .place { margin-left: 0; flex-basis: 100%; }
  .counts li { font-size: .75rem; }
  .counts li > a, .counts li:not(:has(a)) { padding: .5rem .375rem; }
  .create > .body, .delete > .body { grid-template-columns: minmax(0, 1fr); gap: .5rem; }
  .sides { flex-direction: column; align-items: stretch; gap: .375rem; }
  .arrow { transform: rotate(90deg); }
  .steps li { grid-template-columns: max-content 1fr; }
  .steps li > p { grid-column: 1 / -1; }
  .rows > div, footer dl > div { grid-template-columns: 1fr; gap: 0; }
}
@media print {
  :root { --page: #fff; --shadow: none; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .top, .card { border: 1px solid var(--line); break-inside: avoid; }
  .skip { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (forced-colors: active) { .card, .counts li { border: 1px solid; } }
`;
