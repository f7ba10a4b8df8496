/** A member or a team, as one names it after an @. */
export interface Nameable {
  id: string;
  name: string;
}

export interface Piece {
  text: string;
  /** Who is named by it: several where a name is shared. Empty: plain words. */
  ids: string[];
}

const inWord = /[\p{L}\p{N}\p{M}_]/u;

/** A note in pieces, those apart that name somebody. Of names that begin alike the longest counts; capitals do not. */
export function piecesOf(body: string, people: readonly Nameable[]): Piece[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = body.indexOf("@"); at >= 0; at = body.indexOf("@", at + 1)) {
    if (at < from || inWord.test(body[at - 1] ?? "")) continue;
    const name = nameAt(body, at + 1, byLength);
    if (!name) continue;
    if (at > from) pieces.push({ text: body.slice(from, at), ids: [] });
    from = at + 1 + name.length;
    const ids = people.filter((one) => one.name.toLowerCase() === name).map(({ id }) => id);
    pieces.push({ text: body.slice(at, from), ids });
  }
  if (from < body.length) pieces.push({ text: body.slice(from), ids: [] });
  return pieces;
}

/** Whom a note names, each once. */
export function namedIn(body: string, people: readonly Nameable[]): string[] {
  return [...new Set(piecesOf(body, people).flatMap(({ ids }) => ids))];
}

/** The name, in small letters, that stands whole at a place. */
function nameAt(body: string, at: number, byLength: readonly Nameable[]): string | null {
  const found = byLength.find(
    ({ name }) =>
      name !== "" &&
      body.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
      !inWord.test(body[at + name.length] ?? ""),
  );
  return found ? found.name.toLowerCase() : null;
}
