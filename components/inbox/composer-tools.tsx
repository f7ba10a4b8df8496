"use client";
import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmojiMenu } from "./emoji-menu";

type ComposerToolsProps = {
  onFile: (file: File) => void;
  onEmoji: (emoji: string) => void;
  onTemplate: () => void;
};

/** What a reply may carry besides its text. */
export function ComposerTools({ onFile, onEmoji, onTemplate }: ComposerToolsProps) {
  const t = useTranslations("inbox.composer");
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
          event.target.value = "";
        }}
      />
      <Button look="quiet" size="icon" aria-label={t("attach")} onClick={() => file.current?.click()}>
        <Paperclip size={16} aria-hidden />
      </Button>
      <EmojiMenu onChoose={onEmoji} />
      <Button look="quiet" size="sm" onClick={onTemplate}>
        {t("template")}
      </Button>
    </>
  );
}
