"use client";
import { useMutation } from "@tanstack/react-query";
import { CalendarClock, GraduationCap } from "lucide-react";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Td } from "@/components/ui/table";
import { allows, mayGrant, type Role, roles } from "@/server/permissions";
import { AbilitiesDialog } from "./abilities/abilities-dialog";
import { ShiftDialog } from "./abilities/shift-dialog";
import { RemoveMember } from "./remove-member";
import { useWrite } from "./use-write";

type Member = {
  id: string;
  name: string;
  email: string;
  role: Role;
  presence: Presence;
  maxConversations: number;
  load: number;
};

type MemberRowProps = { member: Member; me: { id: string; role: Role } };

/** On a phone a member is a card: what would be out of sight stands below the name. */
const onPhone = "max-sm:flex max-sm:items-center max-sm:border-b-0! max-sm:px-0!";

/** One member. Controls appear only for what the viewer may change. */
export function MemberRow({ member, me }: MemberRowProps) {
  const t = useTranslations("settings.members");
  return (
    <tr className="max-sm:grid max-sm:grid-cols-[1fr_auto_auto] max-sm:items-center max-sm:gap-x-4 max-sm:border-b max-sm:border-line max-sm:py-2">
      <Td className={cn("max-sm:col-span-3", onPhone)}>
        <span className="flex items-center gap-2.5 py-1.5">
          <PresenceDot presence={member.presence} />
          <span className="min-w-0">
            <span className="flex max-w-56">
              <Name className="font-medium">{member.name}</Name>
              {member.id === me.id ? (
                <span className="shrink-0 whitespace-pre text-ink-3"> · {t("you")}</span>
              ) : null}
            </span>
            <Name className="max-w-56 text-sm text-ink-3">{member.email}</Name>
          </span>
        </span>
      </Td>
      <Td className={cn("max-sm:order-1", onPhone)}>
        <RoleOf member={member} me={me} />
      </Td>
      <Td numeric className={cn("max-sm:order-1", onPhone)}>
        <span className="mr-1.5 text-sm text-ink-3 sm:hidden">{t("load")}</span>
        {member.load}
      </Td>
      <Td numeric className={cn("max-sm:order-1", onPhone)}>
        <span className="mr-1.5 text-sm text-ink-3 sm:hidden">{t("limit")}</span>
        <LimitOf member={member} me={me} />
      </Td>
      <Td className={cn("sm:w-9 max-sm:order-2 max-sm:col-span-3 max-sm:justify-self-end", onPhone)}>
        <span className="flex items-center justify-end gap-1">
          {allows(me.role, "attendance:update") ? (
            <ShiftDialog
              member={member}
              trigger={
                <Button look="quiet" size="iconSm" aria-label={t("shiftOf", { name: member.name })}>
                  <CalendarClock size={15} aria-hidden />
                </Button>
              }
            />
          ) : null}
          {allows(me.role, "abilities:update") ? (
            <AbilitiesDialog
              member={member}
              trigger={
                <Button look="quiet" size="iconSm" aria-label={t("abilitiesOf", { name: member.name })}>
                  <GraduationCap size={15} aria-hidden />
                </Button>
              }
            />
          ) : null}
          {allows(me.role, "members:remove") && mayGrant(me.role, member.role) && member.id !== me.id ? (
            <RemoveMember member={member} />
          ) : null}
        </span>
      </Td>
    </tr>
  );
}

function RoleOf({ member, me }: MemberRowProps) {
  const t = useTranslations();
  const trpc = useTRPC();
  const write = useWrite([trpc.organizations.members.queryKey()]);
  const change = useMutation(trpc.organizations.changeRole.mutationOptions(write));
  if (!allows(me.role, "members:update") || !mayGrant(me.role, member.role))
    return <span>{t(`roles.${member.role}.name`)}</span>;
  return (
    <Select
      aria-label={t("settings.members.roleOf", { name: member.name })}
      value={change.isPending ? change.variables.role : member.role}
      disabled={change.isPending}
      onChange={(role) => change.mutate({ memberId: member.id, role })}
      options={roles
        .filter((role) => mayGrant(me.role, role))
        .map((value) => ({ value, label: t(`roles.${value}.name`) }))}
      className="w-36!"
    />
  );
}

function LimitOf({ member, me }: MemberRowProps) {
  const t = useTranslations("settings.members");
  const trpc = useTRPC();
  const write = useWrite([trpc.organizations.members.queryKey()]);
  const change = useMutation(trpc.organizations.setMaxConversations.mutationOptions(write));
  if (!allows(me.role, "members:update")) return member.maxConversations;
  const save = (text: string) => {
    const max = Number.parseInt(text, 10);
    if (max >= 0 && max <= 100 && max !== member.maxConversations)
      change.mutate({ memberId: member.id, max });
  };
  return (
    <Input
      // A limit that came from elsewhere replaces what stands in the field.
      key={member.maxConversations}
      type="number"
      min={0}
      max={100}
      aria-label={t("limitOf", { name: member.name })}
      defaultValue={member.maxConversations}
      onBlur={(event) => save(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
      className="figures w-18! text-right"
    />
  );
}
