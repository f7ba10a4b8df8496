"use client";
import { useQuery } from "@tanstack/react-query";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";

type PresenceReasonsProps = {
  presence: "away" | "offline";
  chosenId: string | null;
  onChoose: (reasonId: string) => void;
};

/** The organization's reasons for being away or offline, below the status that they explain. */
export function PresenceReasons({ presence, chosenId, onChoose }: PresenceReasonsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.organizations.presence.reasons.queryOptions());
  const offered = (data ?? []).filter((one) => one.presence === presence && !one.archived);
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-1 pr-2 pb-1.5 pl-7">
      {offered.map((reason) => (
        <button
          key={reason.id}
          type="button"
          aria-pressed={reason.id === chosenId}
          onClick={() => onChoose(reason.id)}
          className={cn(
            "max-w-full min-w-0 rounded-full border px-2 py-0.5 text-sm outline-offset-1",
            reason.id === chosenId
              ? "border-ink bg-selected font-medium"
              : "border-line text-ink-2 hover:bg-hover hover:text-ink",
          )}
        >
          <Name>{reason.name}</Name>
        </button>
      ))}
    </div>
  );
}
