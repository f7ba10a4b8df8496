"use client";
import { createContext, Fragment, useContext, useMemo } from "react";
import { fits, type SearchWord, searchTerms, wordsIn } from "@/server/conversations/rules/search-words";
import type { Segment } from "@/server/conversations/rules/snippet";

const Words = createContext<SearchWord[]>([]);

/** Below it, texts mark what is searched for. */
export function FoundWords({ query, children }: { query: string; children: React.ReactNode }) {
  const words = useMemo(() => searchTerms(query).words, [query]);
  return <Words value={words}>{children}</Words>;
}

/** Whether something that is searched for stands in a text: what is folded opens then. */
export function useFoundIn(text: string): boolean {
  const words = useContext(Words);
  return useMemo(
    () => words.length > 0 && wordsIn(text).some(({ folded }) => words.some((word) => fits(folded, word))),
    [words, text],
  );
}

/** A text with the words that are searched for marked, by the rule that found it. */
export function WithWords({ text }: { text: string }) {
  const words = useContext(Words);
  if (words.length === 0) return text;
  const hits = wordsIn(text).filter(({ folded }) => words.some((word) => fits(folded, word)));
  if (hits.length === 0) return text;
  let at = 0;
  const pieces = hits.flatMap((hit) => {
    const before = { text: text.slice(at, hit.at), hit: false };
    at = hit.end;
    return [before, { text: text.slice(hit.at, hit.end), hit: true }];
  });
  return <Segments pieces={[...pieces, { text: text.slice(at), hit: false }]} />;
}

/** What the server cut a text into, its hits marked. */
export function Segments({ pieces }: { pieces: Segment[] }) {
  return pieces.map((piece, place) => {
    const Piece = piece.hit ? Mark : Fragment;
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one immutable text have no other identity.
    return <Piece key={place}>{piece.text}</Piece>;
  });
}

function Mark({ children }: { children: React.ReactNode }) {
  return <mark className="rounded-xs bg-mark text-ink">{children}</mark>;
}
