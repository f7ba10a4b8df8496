"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import type { ThreadMessage } from "./api";

type EventContent = Extract<ThreadMessage["content"], { type: "event" }>;

const priorityOf = (value: unknown) => (value === 2 ? "2" : value === 1 ? "1" : "0");

/** An event of the thread as a sentence. */
export function useEventWords(): (content: EventContent, author: ThreadMessage["author"]) => string {
  const t = useTranslations("inbox.event");
  const level = useTranslations("inbox.priority");
  const trpc = useTRPC();
  const { data: members } = useQuery({ ...trpc.organizations.members.queryOptions(), staleTime: 300_000 });
  const { data: teams } = useQuery({ ...trpc.organizations.teams.queryOptions(), staleTime: 300_000 });
  const { data: labels } = useQuery({ ...trpc.labels.list.queryOptions(), staleTime: 300_000 });
  const { data: closing } = useQuery({ ...trpc.conversations.closing.queryOptions(), staleTime: 300_000 });
  const format = useFormatter();
  const listed = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const labelsOf = (ids: unknown) =>
    listed.format((Array.isArray(ids) ? ids : []).map((id) => labels?.find((l) => l.id === id)?.name ?? "—"));
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
        return t("returned", { name, reason: String(about.reason) });
      case "closed": {
        const reason = closing?.reasons.find((r) => r.id === about.reasonId)?.name;
        if (by && reason) return t("closedBecause", { name: by, reason });
        if (by) return t("closed", { name: by });
        return about.reason === "silent" ? t("closedSilent") : t("closedBySystem");
      }
      case "opted-out":
        return t("optedOut");
      case "reopened":
        return t("reopened", { name: by ?? "—" });
      case "snoozed": {
        const until = new Date(String(about.until));
        const time = format.dateTime(until, { dateStyle: "medium", timeStyle: "short" });
        return t("snoozed", { name: by ?? "—", time });
      }
      case "woken":
        return by ? t("woken", { name: by }) : t("wokenByClock");
      case "prioritized":
        return t("prioritized", { name: by ?? "—", level: level(priorityOf(about.priority)) });
      case "labelled": {
        const [added, removed] = [labelsOf(about.added), labelsOf(about.removed)];
        if (added && removed) return t("labelsChanged", { name: by ?? "—", added, removed });
        const one = added ? t("labelsAdded", { name: by ?? "—", labels: added }) : null;
        return one ?? t("labelsRemoved", { name: by ?? "—", labels: removed });
      }
      case "task-asked":
        return t("taskAsked", { name: by ?? "—", title: String(about.title) });
      case "task-done":
      case "task-refused":
        return t(event === "task-done" ? "taskDone" : "taskRefused", {
          name: by ?? "—",
          title: String(about.title),
        });
      case "identity-changed":
        return t("identityChanged");
      default:
        return t("other");
    }
  };
}
