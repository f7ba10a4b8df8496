"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { DraftState } from "./use-draft";

/** Another device of the same person wrote on: which of the two is to stay is theirs to say. */
export function NewerDraft({ draft: { newer, useNewer, keepMine } }: { draft: DraftState }) {
  const t = useTranslations("composing.draft");
  if (!newer) return null;
  return (
    <Banner
      tone="amber"
      action={
        <span className="flex flex-wrap justify-end gap-1">
          <Button size="sm" onClick={keepMine}>
            {t("keepMine")}
          </Button>
          <Button size="sm" look="primary" onClick={useNewer}>
            {t("useNewer")}
          </Button>
        </span>
      }
    >
      {t("newer")} <bdi className="line-clamp-2 font-medium [overflow-wrap:anywhere]">{newer.body}</bdi>
    </Banner>
  );
}
