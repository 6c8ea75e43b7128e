/** Liquid, in a module that is imported lazily: a bundled CommonJS library shows its names to a static import only. */
export { Liquid } from 'liquidjs';
