/**
 * The parts of undici that kefu uses, in a module that is imported lazily: a bundled CommonJS library shows its names
 * to a static import only.
 */
export { buildConnector, Client, Pool } from 'undici';
