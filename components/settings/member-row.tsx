"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import { useTRPC } from "@/components/trpc";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Td } from "@/components/ui/table";
import { allows, mayGrant, type Role, roles } from "@/server/permissions";
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

/** One member. Controls appear only for what the viewer may change. */
export function MemberRow({ member, me }: MemberRowProps) {
  const t = useTranslations("settings.members");
  return (
    <tr>
      <Td>
        <span className="flex items-center gap-2.5 py-1.5">
          <PresenceDot presence={member.presence} />
          <span className="min-w-0">
            <bdi className="block max-w-56 truncate font-medium">
              {member.name}
              {member.id === me.id ? <span className="font-normal text-ink-3"> · {t("you")}</span> : null}
            </bdi>
            <bdi className="block max-w-56 truncate text-sm text-ink-3">{member.email}</bdi>
          </span>
        </span>
      </Td>
      <Td>
        <RoleOf member={member} me={me} />
      </Td>
      <Td numeric>{member.load}</Td>
      <Td numeric>
        <LimitOf member={member} me={me} />
      </Td>
      <Td className="w-9">
        {allows(me.role, "members:remove") && mayGrant(me.role, member.role) && member.id !== me.id ? (
          <RemoveMember member={member} />
        ) : null}
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
