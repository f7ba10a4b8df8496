/** First parts of addresses that are, or may become, pages of ours. An organization never gets one. */
export const reserved = [
  ..."about admin api app assets blog check-mail contact docs en es forgot gallery health help hilo invitation legal".split(
    " ",
  ),
  ..."link login logout mail new pricing privacy pt s sandbox settings sign-in sign-up start static status".split(
    " ",
  ),
  ..."support terms widget www".split(" "),
];

const longest = 40;

/** The address that a name suggests: "Café Ñandú & Cía." → "cafe-nandu-cia"; "organizacion" when nothing is left. */
export function slugFor(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "organizacion" : plain;
}

/** The n-th address to try, from 0: the plain one, unless reserved, then "-2", "-3", … */
export function slugCandidate(name: string, n: number): string {
  const slug = slugFor(name);
  const taken = reserved.includes(slug) ? n + 1 : n;
  return taken === 0 ? slug : `${slug}-${taken + 1}`;
}
