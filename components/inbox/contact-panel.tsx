"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { ConsentsCard } from "@/components/contacts/consents-card";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { Item, Panel } from "./api";
import { ChannelBadge } from "./channel-badge";
import { ContactProfile } from "./contact-profile";
import { Name } from "./foreign-text";
import { StartButton } from "./start/start-button";
import { PanelLabels } from "./work/panel-labels";
import { PanelTasks } from "./work/panel-tasks";

type ContactPanelProps = {
  conversationId: string;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
};

/** Who the customer is, what they agreed to, and what was said before. Asks what the open thread asks: nothing twice. */
export function ContactPanel({ conversationId, hrefOf, onOpen }: ContactPanelProps) {
  const trpc = useTRPC();
  const { data: item } = useQuery(trpc.conversations.byId.queryOptions({ id: conversationId }));
  const { data: panel } = useQuery(trpc.conversations.panel.queryOptions({ conversationId }));
  return item ? <About item={item} panel={panel} hrefOf={hrefOf} onOpen={onOpen} /> : null;
}

type AboutProps = Omit<ContactPanelProps, "conversationId"> & { item: Item; panel: Panel | undefined };

function About({ item, panel, hrefOf, onOpen }: AboutProps) {
  const t = useTranslations("inbox.contact");
  const timeline = useTranslations("timeline");
  const format = useFormatter();
  const { org } = useParams<{ org: string }>();
  const name = item.contactName ?? item.address ?? t("unnamed");
  return (
    <div className="grid gap-5 p-4">
      <div className="grid justify-items-center gap-1.5 pt-2 text-center">
        <Avatar name={name} size={56} />
        <Name className="max-w-full text-md font-semibold">{name}</Name>
        {panel ? (
          <p className="text-sm text-ink-3">
            {t("since", { date: format.dateTime(panel.contact.since, { dateStyle: "medium" }) })}
          </p>
        ) : null}
        <StartButton contactId={item.contactId} />
      </div>
      {panel?.campaign ? <Answers org={org} campaign={panel.campaign} /> : null}
      <Part title={t("labels")}>
        <PanelLabels item={item} />
      </Part>
      <PanelTasks conversationId={item.id} />
      <ContactProfile org={org} contactId={item.contactId} channelAccountId={item.channelAccount.id} />
      <Part title={t("identities")}>
        {panel?.identities.filter(isReadable).map((one) => (
          <p key={one.id} className="figures flex flex-wrap gap-x-2">
            {one.kind === "phone" ? <bdi>{one.address}</bdi> : null}
            {one.username ? <bdi className="text-ink-3">@{one.username}</bdi> : null}
          </p>
        ))}
        {panel && !panel.identities.some((one) => one.kind === "phone") ? (
          <p className="text-ink-3">{t("noPhone")}</p>
        ) : null}
      </Part>
      <ConsentsCard contactId={item.contactId} />
      <Part title={t("past")}>
        <Link href={`/${org}/contacts/${item.contactId}`} className="text-accent hover:underline">
          {timeline("all")}
        </Link>
        {panel?.past.length === 0 ? <p className="text-ink-3">{t("noPast")}</p> : null}
        <ul className="thread -ml-1 grid gap-1 pl-3">
          {panel?.past.map((one) => (
            <li key={one.id}>
              <a
                href={hrefOf(one.id)}
                onClick={(event) => {
                  event.preventDefault();
                  onOpen(one.id);
                }}
                className="grid gap-0.5 rounded-md px-2 py-1.5 hover:bg-hover"
              >
                <span className="flex items-center gap-2 text-sm text-ink-3">
                  <time className="figures">{format.dateTime(one.openedAt, { dateStyle: "medium" })}</time>
                  <ChannelBadge account={{ name: one.account, color: one.color }} className="max-w-24" />
                  {one.state === "open" ? <Badge>{t("openState")}</Badge> : null}
                </span>
                <bdi className="truncate">{one.preview || t("messages", { count: one.messages })}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}

/** The campaign that they answer: its name and what it said to them. */
function Answers({ org, campaign }: { org: string; campaign: NonNullable<Panel["campaign"]> }) {
  const t = useTranslations("inbox.contact");
  const { id, name, said } = campaign;
  return (
    <Part title={t("answers")}>
      {id === null ? (
        <Name className="font-medium">{name}</Name>
      ) : (
        <Link
          href={`/${org}/campaigns/${id}`}
          className="flex min-w-0 font-medium text-accent hover:underline"
        >
          <Name className="min-w-0">{name}</Name>
        </Link>
      )}
      {said?.type === "template" ? (
        <p dir="auto" className="foreign line-clamp-6 border-l-2 border-line-strong pl-2 text-ink-2">
          {said.body}
        </p>
      ) : null}
    </Part>
  );
}

/** The carrier's own id of a person says nothing to anybody. */
function isReadable(identity: Panel["identities"][number]): boolean {
  return identity.kind === "phone" || Boolean(identity.username);
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm font-medium text-ink-2">{title}</h3>
      {children}
    </section>
  );
}
