/** Liquid, in a module that is imported lazily: a bundled CommonJS library shows its names to a static import only. */
import { Liquid, Token } from 'liquidjs';
import { type Positions, positionsIn } from './positions.ts';

let last: { readonly text: string; readonly positions: Positions } | undefined;

// Its own look-up reads a text anew from its start for every token.
Token.prototype.getPosition = function position(this: Token): [number, number] {
  const { input, begin } = this;
  if (last?.text !== input) last = { text: input, positions: positionsIn(input) };
  return last.positions(begin);
};

export { Liquid };
