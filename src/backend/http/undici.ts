/**
 * The parts of undici that this room uses, in a module that is imported lazily, each from its own file: what the package's
 * index loads along with them is not in the bundle (scripts/build.mjs).
 */
export { default as request } from 'undici/lib/api/api-request.js';
export { default as Agent } from 'undici/lib/dispatcher/agent.js';
