import { fits, type SearchWord, wordsIn } from "./search-words";

/** A piece of a text; `hit` is what was looked for. Together they are what is shown: plain text, never markup. */
export interface Segment {
  text: string;
  hit: boolean;
}

/** What stands before the first hit, at most, in characters. */
const lead = 40;

/**
 * About `width` characters of a text around the first place where the most of what was looked for stands together, in pieces. Line
 * breaks become spaces; "…" says that there is more.
 */
export function snippetOf(text: string, words: SearchWord[], width = 150): Segment[] {
  const line = text.replace(/\s+/g, " ").trim();
  const hits = wordsIn(line).filter(({ folded }) => words.some((word) => fits(folded, word)));
  const from = startOf(line, densest(hits, width), width);
  const to = endOf(line, from + width);
  const pieces: Segment[] = from > 0 ? [{ text: "…", hit: false }] : [];
  let at = from;
  for (const hit of hits.filter((h) => h.at >= from && h.end <= to)) {
    if (hit.at > at) pieces.push({ text: line.slice(at, hit.at), hit: false });
    pieces.push({ text: line.slice(hit.at, hit.end), hit: true });
    at = hit.end;
  }
  if (at < to) pieces.push({ text: line.slice(at, to), hit: false });
  if (to < line.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/** A telephone number with the digits that were looked for, however it is spaced. */
export function markDigits(address: string, digits: string): Segment[] {
  const places = [...address.matchAll(/\d/g)].map((match) => match.index);
  const at = address.replace(/\D/g, "").indexOf(digits);
  const [from, last] = [places[at], places[at + digits.length - 1]];
  if (at < 0 || from === undefined || last === undefined) return [{ text: address, hit: false }];
  const pieces = [
    { text: address.slice(0, from), hit: false },
    { text: address.slice(from, last + 1), hit: true },
    { text: address.slice(last + 1), hit: false },
  ];
  return pieces.filter((piece) => piece.text !== "");
}

function densest(hits: { at: number; end: number; folded: string }[], width: number): number {
  let [best, most] = [0, 0];
  for (const hit of hits) {
    const within = hits.filter((other) => other.at >= hit.at && other.end <= hit.at + width - lead);
    const different = new Set(within.map((other) => other.folded)).size;
    if (different > most) [best, most] = [hit.at, different];
  }
  return best;
}

function startOf(line: string, hit: number, width: number): number {
  if (hit <= lead || line.length <= width) return 0;
  const space = line.indexOf(" ", hit - lead);
  return space >= 0 && space < hit ? space + 1 : whole(line, hit);
}

function endOf(line: string, wanted: number): number {
  if (wanted >= line.length) return line.length;
  const space = line.lastIndexOf(" ", wanted);
  return space > wanted - lead ? space : whole(line, wanted);
}

/** Never between the halves of one character. */
function whole(line: string, at: number): number {
  return /[\udc00-\udfff]/.test(line[at] ?? "") ? at - 1 : at;
}
