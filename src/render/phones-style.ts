/**
 * How messages look in a plan or report: each chat as wide as a phone's, before beside after, one below the other where there is no
 * room. The bubbles of the account cards hold no text, so what makes them so is taken back here.
 */
export const phonesStyle = `
.phones .side { flex: 0 1 21rem; display: block; padding: 1.75rem 0 0; overflow: hidden; background: #ededed; }
.phones .label { padding-left: .75rem; }
.wx .bubble { height: auto; margin-top: 0; }
.wx .bubble::before { width: 0; height: 0; background: none; transform: none; }
.wx .bubble::after { content: none; }
.phones + .fields .rows > div { grid-template-columns: 9.5rem 1fr; }
@media (prefers-color-scheme: dark) { .phones .side { background: #111111; } }
@media (max-width: 40rem) {
  .phones .side { flex: none; }
  .phones + .fields .rows > div { grid-template-columns: 1fr; }
}
`;
