"use client";
import type { RefObject } from "react";
import { useStage } from "@/components/palette/stage";
import type { ComposerMode } from "./composer-frame";
import type { Jumps } from "./use-jumps";

type StagedOf = {
  mode: (mode: ComposerMode) => void;
  field: RefObject<HTMLTextAreaElement | null>;
  mayReply: boolean;
  template: () => void;
  panel: () => void;
  jumps: Jumps;
};

/** What ⌘K can do in the open conversation. */
export function useStaged(id: string, { mode, field, mayReply, template, panel, jumps }: StagedOf): void {
  // The field is another one once the mode has changed.
  const write = (as: ComposerMode, then?: () => void) => () => {
    mode(as);
    requestAnimationFrame(() => {
      field.current?.focus();
      then?.();
    });
  };
  useStage({
    conversation: {
      id,
      reply: write("reply"),
      note: write("note"),
      template: mayReply ? template : null,
      canned: mayReply ? write("reply", () => beginCanned(field.current)) : null,
      panel,
      jumps,
    },
  });
}

/** Writes the mark that opens the canned replies, as a hand would: what the field holds stays. */
function beginCanned(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart);
  document.execCommand("insertText", false, before === "" || /\s$/.test(before) ? "/" : " /");
}
