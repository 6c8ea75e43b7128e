/** How the page looks. */
export const pageStyle = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1b1f23; background: #fff; }
header { padding: 1rem 1.5rem; border-bottom: 1px solid #d8dde3; }
h1 { font-size: 1.2rem; margin: 0; } h2 { font-size: 1rem; } header p { margin: 0; color: #57606a; }
main { display: flex; flex-wrap: wrap; gap: 2rem; padding: 1rem 1.5rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .3rem .8rem .3rem 0; }
.face { width: 40px; height: 40px; border-radius: 4px; background: #d8dde3; object-fit: cover; flex: none; }
nav a { margin-right: .5rem; } nav a[aria-current] { font-weight: bold; color: inherit; text-decoration: none; }
.phone { width: 360px; max-width: 100%; min-height: 480px; margin-top: .5rem; padding: .8rem; box-sizing: border-box;
  background: #ededed; border: 8px solid #1b1f23; border-radius: 28px; }
.phone ol { list-style: none; margin: 0; padding: 0; }
.phone ol > li { display: flex; gap: .6rem; margin: .8rem 0; } .phone li.user { flex-direction: row-reverse; }
.bubble { display: inline-block; padding: .5rem .7rem; border-radius: 5px; background: #fff; white-space: pre-wrap;
  overflow-wrap: anywhere; }
li.user .bubble { background: #95ec69; }
.who, .ai, .typing { margin: 0; font-size: .8rem; color: #57606a; }
.bubble p, .menu { margin: .3rem 0; } .menu { list-style: none; padding: 0; } .link { color: #14477e; }
.bubble small { display: block; color: #57606a; } .sent { max-width: 200px; display: block; }
`;
