import { useTranslations } from "next-intl";
import type { Outcome } from "@/server/tasks/schema";
import type { Task } from "./types";

/** Where a task stands, as its own page and the panel beside a conversation say it. */
export function useTaskWords() {
  const t = useTranslations("work.task");
  return {
    outcome: (outcome: Outcome): string => t(outcome),
    /** Who has what is not finished yet, or whom it waits for. */
    holder: ({ assignee, team }: Pick<Task, "assignee" | "team">): string => {
      if (assignee) return t("has", { name: assignee.name });
      return team ? t("waitsFor", { team }) : t("waits");
    },
  };
}
