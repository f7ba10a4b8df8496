"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { allows, type Role } from "@/server/permissions";
import type { Item } from "./api";
import { BulkMenu } from "./bulk-menu";
import { BulkRefused } from "./bulk-refused";
import type { Outcome } from "./in-chunks";
import { type BulkAct, useBulk } from "./use-bulk";
import type { Selection } from "./use-selection";

type BulkBarProps = {
  selection: Selection;
  items: Item[];
  filter: ConversationFilter;
  memberId: string;
  role: Role;
};

/** Undo is offered this long, in ms. */
const undoFor = 10_000;

/** Below the list, so that no row moves: what can be done to all that is selected, how far it is, and what was refused. */
export function BulkBar({ selection, items, filter, memberId, role }: BulkBarProps) {
  const t = useTranslations("inbox.selection");
  const common = useTranslations("common.action");
  const { progress, run } = useBulk();
  const [refused, setRefused] = useState<Outcome["refused"]>([]);
  const all = useSelectAll(selection, filter);
  const act = async (what: BulkAct) => {
    setRefused([]);
    const result = await run(what, [...selection.ids]);
    selection.clear();
    setRefused(result.refused);
    const undo = result.undo;
    toast(t(`did.${what.kind}`, { count: result.done }), {
      duration: undoFor,
      ...(undo
        ? {
            action: {
              label: common("undo"),
              onClick: async () => {
                const undone = await undo();
                setRefused(undone.refused);
                toast(t("undone", { count: undone.done }));
              },
            },
          }
        : {}),
    });
  };
  if (refused.length === 0 && !progress && selection.ids.size === 0) return null;
  return (
    <section aria-label={t("label")} className="border-t border-line bg-paper px-2 py-1.5">
      {refused.length > 0 ? (
        <BulkRefused refused={refused} items={items} onEnd={() => setRefused([])} />
      ) : null}
      {progress ? (
        <Progress
          done={progress.handled}
          total={progress.total}
          label={t("working")}
          detail={`${progress.handled} / ${progress.total}`}
        />
      ) : selection.ids.size > 0 ? (
        <div className="flex flex-wrap items-center gap-1">
          <Button look="quiet" size="iconSm" aria-label={t("clear")} onClick={selection.clear}>
            <X size={14} aria-hidden />
          </Button>
          <span className="figures pr-1 text-sm font-medium" aria-live="polite">
            {t("count", { count: selection.ids.size })}
          </span>
          {allows(role, "conversations:assign") ? (
            <BulkMenu of="assign" memberId={memberId} onAct={act} />
          ) : null}
          {allows(role, "conversations:close") ? (
            <BulkMenu of="close" memberId={memberId} onAct={act} />
          ) : null}
          <BulkMenu of="more" memberId={memberId} role={role} onAct={act} />
          <Button look="quiet" size="sm" busy={all.busy} onClick={all.select}>
            {t("all")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** All of this view, also what no page has shown yet. */
function useSelectAll(selection: Selection, filter: ConversationFilter) {
  const t = useTranslations("inbox.selection");
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    select: async () => {
      setBusy(true);
      const found = await client.views.ids.query({ filter }).catch(() => null);
      setBusy(false);
      if (!found) return;
      selection.set(found.ids);
      if (found.more) toast(t("cut", { count: found.ids.length }));
    },
  };
}
