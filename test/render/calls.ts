import type { Labelled } from '../../src/model/address.ts';

/** How an object is called where several kinds stand together: accounts by their id, the rest by their address. */
export const calls = ({ kind, label }: Pick<Labelled, 'kind' | 'label'>) =>
  kind === 'kf_account' ? label : `${kind}.${label}`;
