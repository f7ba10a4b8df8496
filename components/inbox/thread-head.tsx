"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowLeft, Check, ChevronDown, PanelRight, UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Item, Panel } from "./api";
import { ChannelBadge } from "./channel-badge";
import { Name } from "./foreign-text";
import { PresenceDot } from "./presence-dot";
import { whyView } from "./view";
import { WhyChip } from "./why-chip";
import { WindowRing } from "./window-ring";

type ThreadHeadProps = {
  item: Item;
  memberId: string;
  panel: Panel | undefined;
  onBack: () => void;
  onPanel: () => void;
  onClose: () => void;
  mayClose: boolean;
  mayAssign: boolean;
};

/** Who it is, on which number, how long there is, who has it and why. */
export function ThreadHead(props: ThreadHeadProps) {
  const { item, memberId } = props;
  const t = useTranslations("inbox.thread");
  const contact = useTranslations("inbox.contact");
  const now = useClock();
  const name = item.contactName ?? item.address ?? contact("unnamed");
  const why = whyView(props.panel?.why ?? null);
  const assignee = item.assignee ? { name: item.assignee.name, self: item.assignee.id === memberId } : null;
  return (
    <header className="flex min-h-14 items-center gap-2.5 border-b border-line px-3 py-2">
      <Button look="quiet" size="icon" className="md:hidden" aria-label={t("back")} onClick={props.onBack}>
        <ArrowLeft size={17} aria-hidden />
      </Button>
      <Avatar name={name} size={32} />
      <div className="min-w-0 flex-1">
        <h2 className="flex min-w-0 items-baseline gap-2">
          <Name className="min-w-0 font-semibold">{name}</Name>
          <ChannelBadge account={item.channelAccount} className="max-w-36 shrink-0" />
        </h2>
        <p className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
          <bdi className="truncate">{item.address}</bdi>
          {why ? <WhyChip why={why} assignee={assignee} /> : null}
        </p>
      </div>
      <span className="max-sm:hidden">
        <WindowRing expiresAt={item.state === "closed" ? null : item.windowExpiresAt} now={now} />
      </span>
      {props.mayAssign && item.state === "open" ? <AssignMenu item={item} memberId={memberId} /> : null}
      {props.mayClose && item.state === "open" ? (
        <Button size="md" onClick={props.onClose} aria-label={t("close")}>
          <Check size={15} aria-hidden />
          <span className="max-lg:hidden">{t("close")}</span>
        </Button>
      ) : null}
      <Button look="quiet" size="icon" aria-label={t("panel")} onClick={props.onPanel}>
        <PanelRight size={16} aria-hidden />
      </Button>
    </header>
  );
}

function AssignMenu({ item, memberId }: { item: Item; memberId: string }) {
  const t = useTranslations("inbox.thread");
  const row = useTranslations("inbox.row");
  const assign = useAssign(item);
  const trpc = useTRPC();
  const { data } = useQuery(trpc.routing.targets.queryOptions());
  const mine = item.assignee?.id === memberId;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>
          {item.assignee ? (
            <Avatar name={item.assignee.name} size={20} />
          ) : (
            <UserRound size={14} aria-hidden />
          )}
          <span className="max-w-28 truncate max-lg:hidden">{item.assignee?.name ?? row("nobody")}</span>
          <ChevronDown size={13} aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="max-h-[60vh] w-64 overflow-y-auto">
        {mine ? null : (
          <MenuItem icon={<UserRound size={14} />} keys="A" onSelect={() => assign({ memberId })}>
            {t("take")}
          </MenuItem>
        )}
        {item.assignee ? <MenuItem onSelect={() => assign({ queue: true })}>{t("queue")}</MenuItem> : null}
        <MenuSeparator />
        <MenuLabel>{t("members")}</MenuLabel>
        {data?.members
          .filter((m) => m.id !== item.assignee?.id && m.id !== memberId)
          .map((m) => (
            <MenuItem
              key={m.id}
              icon={<PresenceDot presence={m.presence} />}
              onSelect={() => assign({ memberId: m.id })}
            >
              <bdi className="truncate">{m.name}</bdi>
              <span className="figures ml-2 text-sm text-ink-3">
                {t("load", { load: m.load, limit: m.limit })}
              </span>
            </MenuItem>
          ))}
        <MenuSeparator />
        <MenuLabel>{t("teams")}</MenuLabel>
        {data?.teams.map((team) => (
          <MenuItem key={team.id} icon={<Users size={14} />} onSelect={() => assign({ teamId: team.id })}>
            <bdi className="truncate">{team.name}</bdi>
            <span className="figures ml-2 text-sm text-ink-3">{t("waitingIn", { count: team.waiting })}</span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

type Target = { memberId: string } | { teamId: string } | { queue: true };

/** Gives the conversation to somebody; who was faster is named. */
export function useAssign(item: Item): (to: Target) => void {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const { mutate } = useMutation(
    trpc.routing.assign.mutationOptions({ onError: (error) => toast(refusal(error)) }),
  );
  return (to) => mutate({ conversationId: item.id, epoch: item.epoch, to });
}
