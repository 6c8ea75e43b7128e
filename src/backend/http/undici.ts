/**
 * The parts of undici that this room uses, in a module that is imported lazily, each from its own file as in `wechat/undici.ts`:
 * the package's index needs what the build leaves out.
 */
export { default as request } from 'undici/lib/api/api-request.js';
export { default as Agent } from 'undici/lib/dispatcher/agent.js';
