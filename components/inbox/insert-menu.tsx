"use client";
import { List, MapPin, Plus, Reply, UserRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { InsertKind } from "./insert/drafts";
import type { InsertDialogProps } from "./insert/insert-dialog";

const InsertDialog = dynamic(() => import("./insert/insert-dialog").then((m) => m.InsertDialog));

const kinds: { kind: InsertKind; Icon: typeof List }[] = [
  { kind: "buttons", Icon: Reply },
  { kind: "list", Icon: List },
  { kind: "location", Icon: MapPin },
  { kind: "contacts", Icon: UserRound },
];

/** What can be said beside text and files: answers to press, a place, a card. */
export function InsertMenu(props: Omit<InsertDialogProps, "kind" | "onClose">) {
  const t = useTranslations("insert");
  const [kind, setKind] = useState<InsertKind | null>(null);
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button look="quiet" size="icon" aria-label={t("title")}>
            <Plus size={16} aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="start">
          {kinds.map(({ kind: one, Icon }) => (
            <MenuItem key={one} icon={<Icon size={14} />} onSelect={() => setKind(one)}>
              {t(`kind.${one}`)}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      {kind ? <InsertDialog key={kind} kind={kind} {...props} onClose={() => setKind(null)} /> : null}
    </>
  );
}
