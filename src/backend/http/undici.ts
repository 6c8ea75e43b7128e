/** The part of undici that this room uses, in a module that is imported lazily. */
export { Agent } from 'undici';
