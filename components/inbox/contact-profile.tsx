"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Executive } from "@/components/contacts/profile/executive";
import { Fields } from "@/components/contacts/profile/fields";
import { NotesCard } from "@/components/contacts/profile/notes-card";
import { ObjectsBrief } from "@/components/contacts/profile/objects-brief";
import { Section } from "@/components/contacts/profile/section";
import { Sources } from "@/components/contacts/profile/sources";
import { useProfile } from "@/components/contacts/profile/use-profile";
import { useRevealed } from "@/components/contacts/profile/use-revealed";
import { useTRPC } from "@/components/trpc";
import { allows } from "@/server/permissions";

type ContactProfileProps = { org: string; contactId: string; channelAccountId: string };

/** What is kept of the customer, in short: key fields, what they have and owe, whose they are. */
export function ContactProfile({ org, contactId, channelAccountId }: ContactProfileProps) {
  const t = useTranslations("profile");
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { profile, write } = useProfile(contactId);
  const revealed = useRevealed(contactId);
  if (!profile || !me) return null;
  const mayChange = allows(me.role, "contacts:update");
  const fields = { contactId, revealed, mayChange, mayReveal: allows(me.role, "contacts:reveal"), write };
  const order = ["head", "account", "more"];
  const placed = order.flatMap((place) => profile.attributes.filter((field) => field.place === place));
  return (
    <>
      <Link
        href={`/${org}/contacts/${contactId}`}
        className="justify-self-center text-accent hover:underline"
      >
        {t("open")}
      </Link>
      <Sources {...{ contactId, write }} mayRefresh={allows(me.role, "connectors:refresh")} />
      {placed.length > 0 ? (
        <Section title={t("data")}>
          <Fields fields={placed} {...fields} className="grid grid-cols-2 gap-x-4 gap-y-2" />
        </Section>
      ) : null}
      {profile.objects.map((objects) => (
        <ObjectsBrief
          key={objects.key}
          objects={objects}
          on={{ contactId, channelAccountId }}
          revealed={revealed}
          mayAct={allows(me.role, "conversations:reply")}
        />
      ))}
      <Executive {...{ contactId, executive: profile.executive, mayChange, write }} />
      {profile.notes.length > 0 ? (
        <NotesCard
          contactId={contactId}
          notes={profile.notes.slice(0, 3)}
          me={{ id: me.id, seesAll: allows(me.role, "conversations:read-all") }}
          mayWrite={false}
          write={write}
        />
      ) : null}
    </>
  );
}
