"use client";
import type { KeyboardEvent, RefObject } from "react";
import type { AllPreferences } from "@/server/organizations/rules/preferences";
import { allows, type Role } from "@/server/permissions";
import type { Item } from "./api";
import { type ComposerMode, composerField } from "./composer-frame";
import type { Token } from "./composer-token";
import { usePeopleOffer } from "./mention/use-people-offer";
import { SuggestionList } from "./suggestion-list";
import { useCanned } from "./use-canned";
import { useLabelOffer } from "./use-label-offer";
import { type Offer, useSuggestions, useToken } from "./use-suggestions";
import { useVariableOffer } from "./use-variable-offer";

type ComposerFieldProps = {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  item: Item;
  member: { id: string; role: Role };
  mode: ComposerMode;
  /** Which Enter sends. */
  sendWith: AllPreferences["sendWith"];
  /** What it is for: its name and its placeholder. */
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Absent where no file may be added. */
  onFile: ((file: File) => void) | undefined;
  onSubmit: () => void;
};

/** Where one writes. A mark at the start of a word offers: `/` canned replies, `{` what is known, `#` labels, `@` colleagues in a note. */
export function ComposerField({ fieldRef, item, member, mode, text, onText, ...props }: ComposerFieldProps) {
  const { token, track } = useToken(text, marksOf(mode, member.role));
  const offer = useOffer(item, member.id, token);
  const suggestions = useSuggestions({ field: fieldRef, text, onText, token, offer });
  const { id, open, list, current } = suggestions;
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggestions.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (props.sendWith === "modifier" && !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <>
      {open && offer ? (
        <SuggestionList
          id={id}
          label={offer.label}
          found={offer.found(list.length)}
          list={list}
          current={current}
          onCurrent={suggestions.move}
          onChoose={suggestions.choose}
        />
      ) : null}
      <textarea
        ref={fieldRef}
        value={text}
        rows={1}
        maxLength={4096}
        aria-label={props.label}
        placeholder={props.label}
        aria-autocomplete="list"
        aria-controls={list.length > 0 ? id : undefined}
        aria-activedescendant={list.length > 0 ? `${id}-${current}` : undefined}
        className={composerField}
        onChange={(event) => {
          onText(event.target.value);
          track(event);
        }}
        onSelect={track}
        onPaste={(event) => {
          const pasted = event.clipboardData.files[0];
          if (pasted) props.onFile?.(pasted);
        }}
        onKeyDown={press}
      />
    </>
  );
}

function marksOf(mode: ComposerMode, role: Role): string[] {
  return ["/", "{", ...(mode === "note" ? ["@"] : []), ...(allows(role, "conversations:label") ? ["#"] : [])];
}

/** What the word at the caret asks for. */
function useOffer(item: Item, memberId: string, token: Token | null): Offer | null {
  const after = (mark: string) => (token?.mark === mark ? token.typed : null);
  const canned = useCanned(item.id, after("/"));
  const known = useVariableOffer(item.id, after("{"));
  const labels = useLabelOffer(item, after("#"));
  const people = usePeopleOffer(memberId, after("@"));
  return canned ?? known ?? labels ?? people;
}
