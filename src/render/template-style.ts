/** How templates look in a report: each chat as wide as a phone's, one below the other where there is no room. */
export const templateStyle = `
.sides.phones { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
.sides.phones .side { flex: 0 1 21rem; min-width: 0; }
.sides.phones .wx { border-radius: .75rem; }
`;
