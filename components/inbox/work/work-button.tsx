"use client";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import { allows, type Role } from "@/server/permissions";
import type { Item } from "../api";

const load = () => import("./work-menu");
const WorkMenu = lazy(() => load().then((m) => ({ default: m.WorkMenu })));

/** Labels, priority, snooze, reopening: behind one button of the head. */
export function WorkButton({ item, role }: { item: Item; role: Role }) {
  const t = useTranslations("work");
  if (!allows(role, "conversations:label")) return null;
  const trigger = (
    <Button look="quiet" size="icon" aria-label={t("more")}>
      <Ellipsis size={16} aria-hidden />
    </Button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <WorkMenu item={item} role={role} trigger={trigger} />
    </FirstPress>
  );
}
