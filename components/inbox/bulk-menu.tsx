"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuSub,
  MenuTrigger,
} from "@/components/ui/menu";
import { allows, type Role } from "@/server/permissions";
import { Name } from "./foreign-text";
import type { BulkAct } from "./use-bulk";

type BulkMenuProps = {
  of: "assign" | "close" | "more";
  memberId: string;
  role?: Role;
  onAct: (act: BulkAct) => void;
};

/** What can be done to a selection, with whom or what it is done. */
export function BulkMenu({ of, ...rest }: BulkMenuProps) {
  const t = useTranslations("inbox.selection");
  const Items = { assign: Targets, close: Reasons, more: More }[of];
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm">{t(of)}</Button>
      </MenuTrigger>
      <MenuContent align="start" side="top" className="max-h-[60vh] overflow-y-auto">
        <Items {...rest} />
      </MenuContent>
    </Menu>
  );
}

type ItemsProps = Omit<BulkMenuProps, "of">;

function Targets({ memberId, onAct }: ItemsProps) {
  const t = useTranslations("inbox.thread");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.routing.targets.queryOptions());
  const give = (to: Extract<BulkAct, { kind: "assign" }>["to"]) => () => onAct({ kind: "assign", to });
  return (
    <>
      <MenuItem onSelect={give({ memberId })}>{t("take")}</MenuItem>
      <MenuItem onSelect={give({ queue: true })}>{t("queue")}</MenuItem>
      <MenuSeparator />
      <MenuLabel>{t("members")}</MenuLabel>
      {data?.members
        .filter((member) => member.id !== memberId)
        .map((member) => (
          <MenuItem key={member.id} onSelect={give({ memberId: member.id })}>
            <Name wraps>{member.name}</Name>
          </MenuItem>
        ))}
      <MenuSeparator />
      <MenuLabel>{t("teams")}</MenuLabel>
      {data?.teams.map((team) => (
        <MenuItem key={team.id} onSelect={give({ teamId: team.id })}>
          <Name wraps>{team.name}</Name>
        </MenuItem>
      ))}
    </>
  );
}

function Reasons({ onAct }: ItemsProps) {
  const t = useTranslations("inbox.selection");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.conversations.closing.queryOptions());
  const reasons = data?.reasons.filter((reason) => !reason.archived) ?? [];
  return (
    <>
      {data?.required && reasons.length > 0 ? null : (
        <MenuItem onSelect={() => onAct({ kind: "close", reasonId: null })}>{t("closeAll")}</MenuItem>
      )}
      {reasons.map((reason) => (
        <MenuItem key={reason.id} onSelect={() => onAct({ kind: "close", reasonId: reason.id })}>
          <Name wraps>{reason.name}</Name>
        </MenuItem>
      ))}
    </>
  );
}

const hour = 3_600_000;

function More({ role, onAct }: ItemsProps) {
  const t = useTranslations("inbox.selection");
  const levels = useTranslations("inbox.views.priority");
  const hours = useTranslations("inbox.views");
  const trpc = useTRPC();
  const { data: labels = [] } = useQuery(trpc.labels.list.queryOptions());
  const offered = labels.filter((label) => !label.archived);
  if (!role) return null;
  return (
    <>
      {allows(role, "conversations:label") && offered.length > 0 ? (
        <MenuSub label={t("putLabel")}>
          {offered.map((label) => (
            <MenuItem key={label.id} onSelect={() => onAct({ kind: "label", labelId: label.id })}>
              <Name wraps>{label.name}</Name>
            </MenuItem>
          ))}
        </MenuSub>
      ) : null}
      {allows(role, "conversations:prioritize") ? (
        <MenuSub label={t("priority")}>
          {([2, 1, 0] as const).map((priority) => (
            <MenuItem key={priority} onSelect={() => onAct({ kind: "priority", priority })}>
              {levels((["normal", "high", "urgent"] as const)[priority])}
            </MenuItem>
          ))}
        </MenuSub>
      ) : null}
      {allows(role, "conversations:snooze") ? (
        <MenuSub label={t("snooze")}>
          {[1, 4, 24, 72].map((n) => (
            <MenuItem
              key={n}
              onSelect={() => onAct({ kind: "snooze", until: new Date(Date.now() + n * hour) })}
            >
              {hours("hours", { hours: n })}
            </MenuItem>
          ))}
        </MenuSub>
      ) : null}
    </>
  );
}
