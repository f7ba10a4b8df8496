"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import type { ThreadMessage } from "./api";

type EventContent = Extract<ThreadMessage["content"], { type: "event" }>;

/** An event of the thread as a sentence. */
export function useEventWords(): (content: EventContent, author: ThreadMessage["author"]) => string {
  const t = useTranslations("inbox.event");
  const trpc = useTRPC();
  const { data: members } = useQuery({ ...trpc.organizations.members.queryOptions(), staleTime: 300_000 });
  const { data: teams } = useQuery({ ...trpc.organizations.teams.queryOptions(), staleTime: 300_000 });
  const nameOf = (id: unknown) =>
    [...(members ?? []), ...(teams ?? [])].find((one) => one.id === id)?.name ?? "—";
  return ({ event, data: about }, author) => {
    const name = nameOf(about.memberId ?? about.teamId);
    const by = author?.name ?? null;
    switch (event) {
      case "assigned":
        if (!by) return t("routed", { name });
        return by === name ? t("taken", { name }) : t("assigned", { by, name });
      case "queued":
        return about.teamId
          ? t("transferred", { by: by ?? "—", name: nameOf(about.teamId) })
          : t("released", { name: by ?? "—" });
      case "returned":
        return t("returned", { name });
      case "closed":
        return by ? t("closed", { name: by }) : t("closedBySystem");
      case "identity-changed":
        return t("identityChanged");
      default:
        return t("other");
    }
  };
}
