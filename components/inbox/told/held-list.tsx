"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Name } from "../foreign-text";
import { type ToldListProps, useListed } from "./told-list";
import { ToldRow } from "./told-row";
import { ToldStates } from "./told-states";

/** Messages of the member that were due and did not leave; each is decided in its conversation. */
export function HeldList({ onListed, ...row }: ToldListProps) {
  const t = useTranslations("composing");
  const trpc = useTRPC();
  const held = useQuery(trpc.scheduled.held.queryOptions());
  const items = held.data ?? [];
  useListed(
    items.map((one) => one.conversationId),
    onListed,
  );
  return (
    <ToldStates
      pending={held.isPending}
      failed={held.isError && !held.data}
      onAgain={() => void held.refetch()}
      empty={items.length === 0 ? { title: t("place.noHeldTitle"), text: t("place.noHeld") } : null}
    >
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {items.map((one) => (
          <ToldRow
            key={one.id}
            {...row}
            conversationId={one.conversationId}
            strong
            title={<Name>{one.contactName ?? "—"}</Name>}
          >
            <span dir="auto" className="line-clamp-2 text-ink-2 [overflow-wrap:anywhere]">
              {one.body}
            </span>
            <span className="text-sm text-pretty text-amber-ink">{t(`later.trouble.${one.trouble}`)}</span>
          </ToldRow>
        ))}
      </ul>
    </ToldStates>
  );
}
