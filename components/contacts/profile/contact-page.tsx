"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Clock } from "@/components/clock";
import { StartConversation } from "@/components/inbox/start/start-conversation";
import { Banner } from "@/components/ui/banner";
import { allows, type Role } from "@/server/permissions";
import { ContactRights } from "../contact-rights";
import { IdentitiesCard } from "../identity/identities-card";
import { Executive } from "./executive";
import { Fields } from "./fields";
import { FilesCard } from "./files-card";
import { History } from "./history";
import { ContactLabels } from "./labels-card";
import { NotesCard } from "./notes-card";
import { ObjectsTable } from "./objects-table";
import { ProfileHead } from "./profile-head";
import type { Profile } from "./profile-types";
import { Section } from "./section";
import { Sources } from "./sources";
import { TalkCard } from "./talk-card";
import { useProfile } from "./use-profile";
import { useRevealed } from "./use-revealed";

type ContactPageProps = {
  org: string;
  contactId: string;
  /** As the server read it. */
  initial: Profile;
  member: { id: string; role: Role };
  now: Date;
};

/** One person: who they are, what they have with the company, and everything that was said and done. */
export function ContactPage({ org, contactId, initial, member, now }: ContactPageProps) {
  const router = useRouter();
  const { profile, write } = useProfile(contactId, initial);
  if (!profile) return null;
  return (
    <Clock start={now}>
      <About {...{ org, contactId, member, now, profile, write }} />
      <StartConversation onOpen={(id) => router.push(`/${org}/inbox/${id}`)} />
    </Clock>
  );
}

type AboutProps = Omit<ContactPageProps, "initial"> & {
  profile: Profile;
  write: ReturnType<typeof useProfile>["write"];
};

function About({ org, contactId, member, now, profile, write }: AboutProps) {
  const t = useTranslations("profile");
  const router = useRouter();
  const identity = useTranslations("identity");
  const scroller = useRef<HTMLDivElement>(null);
  const revealed = useRevealed(contactId);
  const may = (right: Parameters<typeof allows>[1]) => allows(member.role, right);
  const mayChange = may("contacts:update") && !profile.contact.mergedInto;
  const mayReveal = may("contacts:reveal");
  const placed = (place: string) => profile.attributes.filter((field) => field.place === place);
  const fields = { contactId, revealed, mayChange, mayReveal, write };
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto bg-surface [overflow-anchor:none]">
      <ProfileHead
        org={org}
        profile={profile}
        labels={
          <ContactLabels
            contactId={contactId}
            labels={profile.labels}
            mayChange={mayChange && may("conversations:label")}
            write={write}
          />
        }
      />
      {profile.contact.mergedInto ? (
        <Banner
          tone="amber"
          action={
            <Link
              href={`/${org}/contacts/${profile.contact.mergedInto}`}
              className="text-accent hover:underline"
            >
              {t("mergedOpen")}
            </Link>
          }
        >
          {t("mergedTitle")}
        </Banner>
      ) : null}
      <div className="grid gap-x-6 gap-y-6 px-4 py-4 lg:grid-cols-[minmax(0,1fr)_300px] lg:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 content-start gap-6">
          <Sources
            {...{ contactId, write }}
            mayRefresh={may("connectors:refresh") && !profile.contact.mergedInto}
          />
          <Strip title={t("data")} fields={placed("head")} {...fields} />
          <Strip title={t("account")} fields={placed("account")} {...fields} />
          {profile.objects.map((objects) => (
            <ObjectsTable
              key={objects.key}
              objects={objects}
              on={{ contactId }}
              revealed={revealed}
              mayReveal={mayReveal}
              mayAct={may("conversations:reply") && !profile.contact.mergedInto}
            />
          ))}
        </div>
        <aside className="grid min-w-0 content-start gap-6 lg:row-span-2 lg:border-l lg:border-line lg:pl-5">
          <Executive {...{ contactId, executive: profile.executive, mayChange, write }} />
          {placed("more").length > 0 ? (
            <Section title={t("data")}>
              <Fields fields={placed("more")} {...fields} />
            </Section>
          ) : null}
          <NotesCard
            contactId={contactId}
            notes={profile.notes}
            me={{ id: member.id, seesAll: may("conversations:read-all") }}
            mayWrite={mayChange}
            write={write}
          />
          <TalkCard contact={profile.contact} mayChange={mayChange} write={write} />
          <IdentitiesCard contactId={contactId} onMerged={(id) => router.push(`/${org}/contacts/${id}`)} />
          <ContactRights contactId={contactId} name={profile.contact.name ?? identity("unnamed")} />
          {may("conversations:read") ? <FilesCard org={org} contactId={contactId} /> : null}
        </aside>
        {may("conversations:read") ? (
          <History
            {...{ org, contactId, now }}
            mayExport={may("contacts:export-history")}
            scroller={scroller}
          />
        ) : null}
      </div>
    </div>
  );
}

type StripProps = Parameters<typeof Fields>[0] & { title: string };

/** Fields side by side, as many as fit. */
function Strip({ title, ...fields }: StripProps) {
  if (fields.fields.length === 0) return null;
  return (
    <Section title={title}>
      <Fields
        {...fields}
        className="grid grid-cols-2 gap-x-5 gap-y-3 sm:grid-cols-[repeat(auto-fill,minmax(150px,1fr))]"
      />
    </Section>
  );
}
