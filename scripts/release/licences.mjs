// Whether everything that is shipped may be passed on with kefu, which is under the MIT licence.

/** May be bundled: they ask for their notice, which dist/LICENSES.txt keeps. */
const bundled = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0']);

/** May be installed beside kefu, as packages of their own that everybody can exchange. */
const beside = new Set([
  ...bundled,
  'Apache-2.0',
  'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
]);

/** A line for each component of a bill of materials whose licence does not fit; none when all do. */
export function licenceFaults({ components }) {
  return components.flatMap(({ name, version, scope, licenses = [] }) => {
    const [licence = ''] = licenses.map((one) => one.expression ?? one.license.id ?? one.license.name);
    // Packages of other platforms, which the registry at hand does not offer, have no licence in the lock file.
    if (licence === '' && scope === 'optional' && name.startsWith('@img/sharp-')) return [];
    const allowed = scope === 'required' ? bundled : beside;
    return allowed.has(licence) ? [] : [`${name} ${version}: ${licence || 'no licence'}`];
  });
}
