// Stands in for node:os: every run is on the same machine, whatever the one it is tried on is called.

export const hostname = () => 'sim';

export const tmpdir = () => '/tmp';
