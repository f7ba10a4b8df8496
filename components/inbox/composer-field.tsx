"use client";
import type { KeyboardEvent, RefObject } from "react";
import { composerField } from "./composer-frame";
import { SuggestionList } from "./suggestion-list";
import { useCanned } from "./use-canned";
import { useSuggestions, useToken } from "./use-suggestions";

type ComposerFieldProps = {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  conversationId: string;
  /** What it is for: its name and its placeholder. */
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Absent where no file may be added. */
  onFile: ((file: File) => void) | undefined;
  onSubmit: () => void;
};

/** Where one writes. A slash at the start of a word offers the canned replies. */
export function ComposerField({ fieldRef, conversationId, text, onText, ...props }: ComposerFieldProps) {
  const { token, track } = useToken(text, ["/"]);
  const offer = useCanned(conversationId, token?.mark === "/" ? token.typed : null);
  const suggestions = useSuggestions({ field: fieldRef, text, onText, token, offer });
  const { id, open, list, current } = suggestions;
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggestions.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
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
