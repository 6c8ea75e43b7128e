/** undici types its index only; this is the same value, from the file that `undici.ts` takes it from. */
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}
