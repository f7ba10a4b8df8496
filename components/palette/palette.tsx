"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSettled } from "@/components/inbox/use-settled";
import { plain } from "@/components/inbox/work/matches";
import { CommandPalette, type PaletteGroup, type PaletteItem } from "@/components/ui/command-palette";
import { currentStage } from "./stage";
import { useConversationItems } from "./use-conversation-items";
import { useFoundGroups } from "./use-found-groups";
import { type PlaceProps, usePlaceItems } from "./use-place-items";

type PaletteProps = PlaceProps & { onOpenChange: (open: boolean) => void };

/** ⌘K: what can be done here, where one can go, and everything that was ever said, of which the server knows more. */
export function Palette({ onOpenChange, ...props }: PaletteProps) {
  const t = useTranslations("common.palette");
  const [stage] = useState(currentStage);
  const [query, setQuery] = useState("");
  const settled = useSettled(query.trim());
  const then = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const place = usePlaceItems({ ...props, stage });
  const acts = [...useConversationItems(props.org, props.me, stage), ...place.acts];
  const found = useFoundGroups({ org: props.org, stage, query: settled, typed: query.trim(), go: place.go });
  const shown = (items: Offered[]) =>
    items
      .filter((item) => (query.trim() === "" ? !item.quiet : fits(item, query)))
      .map((item) => ({ ...item, onChoose: then(item.onChoose) }));
  const groups: PaletteGroup[] = [
    { id: "acts", heading: t("actions"), items: shown(acts) },
    { id: "pages", heading: t("pages"), items: shown(place.pages) },
    ...found.groups.map((group) => ({
      ...group,
      items: group.items.map((item) => ({ ...item, onChoose: then(item.onChoose) })),
    })),
  ];
  return (
    <CommandPalette
      open
      onOpenChange={onOpenChange}
      onQuery={setQuery}
      serverSide
      busy={found.busy || settled !== query.trim()}
      groups={groups.filter((group) => group.items.length > 0)}
    />
  );
}

/** `quiet`: there once something is typed; without a word, only what is needed often. */
export type Offered = PaletteItem & { quiet?: boolean };

/** Every word that is typed begins a word of it or stands in it, whatever the accents. */
function fits({ label, words = [] }: Offered, typed: string): boolean {
  const text = plain([label, ...words].join(" "));
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
