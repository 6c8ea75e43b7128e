/**
 * The parts of undici that kefu uses, in a module that is imported lazily, each from its own file: the package's index
 * would load fetch, web sockets, caches and mocks along with them (docs/decisions/0017-start-without-what-is-not-needed.md).
 */
export { default as request } from 'undici/lib/api/api-request.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { chooseParser } from './parser.ts';
