/** A link's address names a message: it stays in no cache and no index, and does not travel on in a Referer. */
export const linkHeaders = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
} as const;
