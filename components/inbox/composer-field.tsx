"use client";
import type { Ref } from "react";
import { composerField } from "./composer-frame";

type ComposerFieldProps = {
  fieldRef: Ref<HTMLTextAreaElement>;
  /** What it is for: its name and its placeholder. */
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Absent where no file may be added. */
  onFile: ((file: File) => void) | undefined;
  onSubmit: () => void;
};

/** Where one writes. */
export function ComposerField({ fieldRef, label, text, onText, onFile, onSubmit }: ComposerFieldProps) {
  return (
    <textarea
      ref={fieldRef}
      value={text}
      rows={1}
      maxLength={4096}
      aria-label={label}
      placeholder={label}
      className={composerField}
      onChange={(event) => onText(event.target.value)}
      onPaste={(event) => {
        const pasted = event.clipboardData.files[0];
        if (pasted) onFile?.(pasted);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onSubmit();
      }}
    />
  );
}
