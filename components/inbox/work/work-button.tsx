"use client";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import type { Role } from "@/server/permissions";
import type { Item } from "../api";
import type { Jumps } from "../use-jumps";

const load = () => import("./work-menu");
const WorkMenu = lazy(() => load().then((m) => ({ default: m.WorkMenu })));

/** Labels, priority, snooze, reopening, and the ways through a long conversation: behind one button of the head. */
export function WorkButton({ item, role, jumps }: { item: Item; role: Role; jumps: Jumps }) {
  const t = useTranslations("work");
  const trigger = (
    <Button look="quiet" size="icon" aria-label={t("more")}>
      <Ellipsis size={16} aria-hidden />
    </Button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <WorkMenu item={item} role={role} jumps={jumps} trigger={trigger} />
    </FirstPress>
  );
}
