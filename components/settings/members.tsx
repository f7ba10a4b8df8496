"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Table, Th } from "@/components/ui/table";
import { allows, type Role } from "@/server/permissions";
import { SkillsEditor } from "./abilities/skills-editor";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";
import { OpenInvitations } from "./open-invitations";
import { SettingsPage } from "./section";

/** Who works here, with role and limit; for who may, invitations too. */
export function Members({ me }: { me: { id: string; role: Role } }) {
  const t = useTranslations("settings");
  const trpc = useTRPC();
  const { data: members } = useSuspenseQuery(trpc.organizations.members.queryOptions());
  const invites = allows(me.role, "members:invite");
  return (
    <SettingsPage
      title={t("nav.members")}
      lead={t("members.lead")}
      action={invites ? <InviteDialog role={me.role} /> : null}
    >
      <Table>
        <thead className="max-sm:sr-only">
          <tr>
            <Th>{t("members.name")}</Th>
            <Th>{t("members.role")}</Th>
            <Th numeric>{t("members.load")}</Th>
            <Th numeric>{t("members.limit")}</Th>
            <Th />
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} me={me} />
          ))}
        </tbody>
      </Table>
      {invites ? <OpenInvitations /> : null}
      <SkillsEditor mayChange={allows(me.role, "abilities:update")} />
    </SettingsPage>
  );
}
