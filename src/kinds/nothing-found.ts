/** The parts of a finding about an object of which nothing has to be said; what a kind has to say comes after it. */
export const nothingFound = {
  differences: [],
  steps: [],
  stuck: [],
  pending: [],
  unverifiable: [],
  found: [],
  drift: [],
  losses: [],
  needs: [],
} as const;
