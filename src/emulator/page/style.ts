/** How the page looks: a phone that fills a narrow screen, with the rest below; beside each other where there is room. */
export const pageStyle = `
:root {
  --ink: #1b1f23; --soft: #59636e; --ground: #f4f5f7; --card: #fff; --line: #d5dae0; --chat: #ededed; --mine: #95ec69;
  --theirs: #fff; --link: #0b57a4; --good: #116b35; --bad: #b3261e; --primary: #07703f; --mark: #e2f3ea;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e8eb; --soft: #a3abb5; --ground: #111315; --card: #1c1f22; --line: #3a4047; --chat: #151719; --mine: #28693f;
    --theirs: #2a2e33; --link: #8ab8f5; --good: #6fd39a; --bad: #ff9b92; --primary: #07703f; --mark: #1d3427;
  }
}
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink);
  background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .6rem; } h3 { font-size: .9rem; margin: 0 0 .4rem; }
p, ul, ol { margin: 0; } ul, ol { list-style: none; padding: 0; } code { font-size: .85em; } a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; } .skip:focus { left: .5rem; top: .5rem; padding: .4rem .8rem; background: var(--card); z-index: 2; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1.2rem; padding: .7rem 1rem;
  max-width: 78rem; margin: 0 auto; }
header p { color: var(--soft); font-size: .85rem; } header .state { margin-left: auto; }
details { flex-basis: 100%; } details nav { max-height: 12rem; overflow: auto; }
[aria-current] { font-weight: bold; }
.good { color: var(--good); } .bad { color: var(--bad); } .hint, .none { color: var(--soft); font-size: .85rem; }
.notice { margin: 0 1rem .7rem; padding: .5rem .8rem; border: 1px solid var(--bad); border-radius: 6px; background: var(--card); }
main { display: grid; gap: 1rem; padding: 0 1rem 2rem; max-width: 78rem; margin: 0 auto; }
button, input { font: inherit; color: inherit; }
button { min-height: 2.4rem; padding: .3rem .9rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card);
  cursor: pointer; }
button:hover { border-color: var(--soft); } button:active { background: var(--mark); }
button.primary { background: var(--primary); border-color: var(--primary); color: #fff; }
button.chip { min-height: 2.1rem; padding: .2rem .8rem; border-radius: 1.1rem; font-size: .9rem; }
input { min-width: 0; min-height: 2.4rem; padding: .3rem .6rem; border: 1px solid var(--soft); border-radius: 6px;
  background: var(--card); }
form { margin: 0; }

.phone { position: relative; display: flex; flex-direction: column; height: min(44rem, 88vh); height: min(44rem, 88dvh);
  border: 1px solid var(--line); border-radius: 14px; overflow: hidden; background: var(--chat); }
.bar { display: flex; align-items: center; gap: .6rem; padding: .5rem .8rem; border-bottom: 1px solid var(--line); }
.bar time { flex: 1 0 0; font-size: .8rem; color: var(--soft); } .bar .title { font-weight: bold; text-align: center; }
.bar::after { content: ""; flex: 1 0 0; }
.log { flex: 1; overflow-y: auto; padding: .4rem .8rem; }
.log:focus-visible { outline-offset: -3px; }
.pause { text-align: center; font-size: .75rem; color: var(--soft); padding: .5rem 0; }
.empty { margin: auto; padding: 1.5rem 1rem; text-align: center; color: var(--soft); }
.said { display: flex; gap: .6rem; padding: .4rem 0; } .said > div { min-width: 0; max-width: 78%; }
.said.mine { flex-direction: row-reverse; }
.face { width: 40px; height: 40px; border-radius: 5px; background: var(--line); object-fit: cover; flex: none; }
.who, .ai { font-size: .75rem; color: var(--soft); line-height: 1.3; margin: 0 0 .15rem; } .ai { margin: .2rem 0 0; }
.bubble { width: fit-content; max-width: 100%; padding: .5rem .7rem; border-radius: 6px; background: var(--theirs); }
.mine .bubble { background: var(--mine); margin-left: auto; }
.bubble.bare { padding: 0; background: none; } .bubble .text { white-space: pre-wrap; }
.sent { display: block; max-width: min(200px, 100%); max-height: 240px; border-radius: 6px; }
.card { min-width: min(13rem, 52vw); } .card strong { display: block; } .card .words { font-size: .85rem; color: var(--soft); }
.card small { display: block; margin-top: .4rem; padding-top: .25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .75rem; }
.cover { float: right; width: 48px; height: 48px; margin-left: .6rem; object-fit: cover; }
.wide { display: block; width: 100%; max-height: 150px; object-fit: cover; margin-bottom: .4rem; border-radius: 4px; }
.absent { display: grid; place-items: center; min-height: 5rem; padding: .5rem; background: var(--ground); color: var(--soft); font-size: .8rem; text-align: center; }
audio { display: block; width: min(230px, 56vw); height: 40px; }
.plate.voice::before { content: "▶ "; color: var(--good); }
.link, .menu button { color: var(--link); }
.menu button { display: block; width: 100%; min-height: 2rem; padding: .2rem 0; border: 0; border-radius: 4px; background: none; text-align: left; text-decoration: underline; text-underline-offset: 3px; }
.newer { position: absolute; right: .8rem; bottom: 8.2rem; border-radius: 1.2rem; color: var(--link); }
.composer { padding: .5rem .6rem 0; border-top: 1px solid var(--line); background: var(--ground); }
.composer form { display: flex; gap: .5rem; } .composer input { flex: 1; }
.deeds { display: flex; align-items: center; flex-wrap: wrap; gap: .35rem; padding: .5rem .6rem; background: var(--ground); }

.panels { display: grid; gap: 1rem; align-content: start; min-width: 0; }
.panel { padding: .9rem 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.count { color: var(--soft); font-weight: normal; }
.panel form:has(label) { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; margin-top: .7rem; }
.panel form label { flex-basis: 100%; font-size: .85rem; } .panel form input { flex: 1; }
.people { max-height: 13rem; overflow-y: auto; }
.people a { display: flex; justify-content: space-between; gap: .6rem; padding: .35rem .5rem; border-radius: 6px; text-decoration: none; }
.people a[aria-current] { background: var(--mark); } .people a:hover .name { text-decoration: underline; }
.tag { font-size: .8rem; font-weight: normal; color: var(--soft); white-space: nowrap; } .tag.good { color: var(--good); } .tag.bad { color: var(--bad); }
.verdict { font-weight: bold; } .grants { margin: .2rem 0; } .grants .name { font-weight: 600; }
.accounts li { display: flex; gap: .7rem; padding: .35rem 0; } .accounts li > div { min-width: 0; line-height: 1.35; }
.letter { display: flex; gap: .7rem; } .invitations li + li { margin-top: 1rem; } .row { display: flex; gap: .5rem; margin-top: .5rem; }
.steps { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .5rem; }
.now { font-size: 1.05rem; } .calls li { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: baseline; padding: .15rem 0; }
.calls .tag { margin-left: auto; } .calls code { font-size: .78rem; }

@media (max-width: 45rem) {
  header { padding: .5rem .8rem; } header > div p, header .which { display: none; } main { padding: 0 0 1rem; }
  .phone { border-width: 1px 0; border-radius: 0; } .panels { padding: 0 .8rem; }
}
@media (min-width: 45rem) {
  main { grid-template-columns: minmax(320px, 25rem) 1fr; align-items: start; } .phone { position: sticky; top: 1rem; }
}
@media (min-width: 70rem) { .panels { grid-template-columns: 1fr 1fr; } }
`;
