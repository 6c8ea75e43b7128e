/** Pictures of those who have no avatar here: what a customer looks like, and an official account, is not known to this API. */

export const customerFace =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#7d9bb8" d="M0 0h40v40H0z"/><circle cx="20" cy="15" r="7" fill="#fff"/><path fill="#fff" d="M6 38a14 13 0 0 1 28 0z"/></svg>';

export const officialAccountFace =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#1f9d5b" d="M0 0h40v40H0z"/><path fill="#fff" d="M9 12a3 3 0 0 1 3-3h16a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3h-8l-7 6v-6h-1a3 3 0 0 1-3-3z"/></svg>';
