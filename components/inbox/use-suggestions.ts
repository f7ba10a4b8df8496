"use client";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { replaceToken, type Token, tokenAt } from "./composer-token";
import type { Suggestion } from "./suggestion-list";

/** What a mark offers: its words for who cannot see the list, and what fits the letters typed so far. */
export interface Offer {
  label: string;
  found: (count: number) => string;
  list: Suggestion[];
  onChosen?: ((suggestion: Suggestion) => void) | undefined;
}

type SuggestionsOf = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  /** For the token at the caret; asked at each letter. */
  token: Token | null;
  offer: Offer | null;
};

/** The caret of a field, kept as one types and moves, and the word with a mark that it stands in. */
export function useToken(text: string, marks: readonly string[]) {
  const [caret, setCaret] = useState(0);
  const token = tokenAt(text, Math.min(caret, text.length), marks);
  const track = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
    setCaret(currentTarget.selectionStart);
  return { token, track, setCaret };
}

/** Moves and chooses in what is offered, by the keys of the field. */
export function useSuggestions({ field, text, onText, token, offer }: SuggestionsOf) {
  const id = useId();
  const [at, setAt] = useState({ key: "", place: 0, closed: false });
  const key = token ? `${token.mark}${token.start}:${token.typed}` : "";
  const begun = token ? `${token.mark}${token.start}:` : "";
  const closed = at.closed && begun !== "" && at.key.startsWith(begun);
  const open = token !== null && offer !== null && !closed;
  const list = open ? offer.list : [];
  const current = at.key === key ? Math.min(at.place, Math.max(0, list.length - 1)) : 0;
  const choose = (suggestion: Suggestion) => {
    if (!token) return;
    const next = replaceToken(text, token, suggestion.text);
    onText(next.text);
    offer?.onChosen?.(suggestion);
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
  };
  const move = (place: number) => setAt({ key, place, closed: false });
  /** True: the key was for the list. */
  const press = (event: KeyboardEvent): boolean => {
    if (list.length === 0 || event.nativeEvent.isComposing) return false;
    const chosen = list[current];
    if (event.key === "ArrowDown") move((current + 1) % list.length);
    else if (event.key === "ArrowUp") move((current + list.length - 1) % list.length);
    else if (event.key === "Escape") setAt({ key, place: 0, closed: true });
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    // The keys of the page would act as well: Escape leaves the conversation.
    event.stopPropagation();
    return true;
  };
  return { id, open, list, current, move, choose, press };
}
