/**
 * How chats look, after WeChat's own: grey ground, white bubbles with a small point, the picture at 40 px with round
 * corners, links in WeChat's blue. Everything is inside `.wx`, so that reports can hold chats.
 */
export const messageStyle = `
.wx { --ground: #ededed; --bubble: #ffffff; --ink: #191919; --soft: #6b6b6b; --link: #425987; --line: #e5e5e5; --hollow: #d9d9d9; --green: #07c160; }
@media (prefers-color-scheme: dark) {
  .wx { --ground: #111111; --bubble: #2c2c2c; --ink: #e2e2e2; --soft: #9a9a9a; --link: #8ba0c8; --line: #3d3d3d; --hollow: #454545; }
}
.wx { display: flex; gap: 10px; padding: 14px 12px; background: var(--ground); color: var(--ink); font-size: 16px; line-height: 1.4; }
.wx .face { flex: none; width: 40px; height: 40px; border-radius: 5px; object-fit: cover; background: var(--hollow); color: var(--soft); display: grid; place-items: center; font-size: 17px; }
.wx .said { min-width: 0; max-width: 260px; }
.wx .nick { margin: 0 0 3px; color: var(--soft); font-size: 12px; }
.wx .bubble { position: relative; width: fit-content; max-width: 100%; padding: 9px 12px; border-radius: 5px; background: var(--bubble); overflow-wrap: anywhere; white-space: pre-wrap; }
.wx .bubble::before { content: ""; position: absolute; left: -5px; top: 13px; border: solid transparent; border-width: 6px 6px 6px 0; border-right-color: var(--bubble); }
.wx .bubble .go { color: var(--link); text-decoration: none; }
.wx .menu .go { display: block; padding: 5px 0; }
.wx .menu .tail { display: block; padding-top: 5px; }
.wx .picture { display: block; max-width: 150px; max-height: 200px; border-radius: 5px; }
.wx .blank { display: grid; place-items: center; width: 150px; height: 110px; padding: 8px; border-radius: 5px; background: var(--hollow); color: var(--ink); font-size: 12px; text-align: center; overflow-wrap: anywhere; }
.wx .voice { display: flex; align-items: center; gap: 8px; min-width: 80px; }
.wx .voice svg { flex: none; }
.wx .watch { position: relative; width: fit-content; }
.wx .watch > svg { position: absolute; inset: 0; margin: auto; }
.wx .under { max-width: 220px; margin: 4px 0 0; color: var(--soft); font-size: 12px; }
.wx .card { width: 240px; max-width: 100%; padding: 10px 12px 0; border-radius: 5px; background: var(--bubble); }
.wx .card .title { margin: 0 0 4px; font-size: 16px; overflow-wrap: anywhere; }
.wx .card .more { display: flex; gap: 10px; justify-content: space-between; padding-bottom: 10px; color: var(--soft); font-size: 12px; }
.wx .card .more > span:first-child { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.wx .card .thumb { flex: none; width: 48px; height: 48px; object-fit: cover; display: grid; place-items: center; background: var(--hollow); color: var(--ink); font-size: 10px; }
.wx .card .foot { display: flex; gap: 5px; align-items: center; padding: 4px 0; border-top: 1px solid var(--line); color: var(--soft); font-size: 11px; }
.wx .card .cover { display: grid; place-items: center; width: 100%; aspect-ratio: 5 / 4; margin-bottom: 8px; object-fit: cover; background: var(--hollow); font-size: 12px; overflow-wrap: anywhere; text-align: center; }
.wx .ticket { display: flex; gap: 10px; align-items: center; padding-bottom: 10px; }
.wx .ticket > :last-child { min-width: 0; overflow-wrap: anywhere; }
.wx .ai { margin: 6px 0 0; color: var(--soft); font-size: 12px; }
`;
