"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { allows } from "@/server/permissions";
import { useContactChanges } from "../use-contact-changes";
import { AddIdentity } from "./add-identity";
import { AddressLine } from "./address-line";
import { MergeDialog } from "./merge-dialog";
import { useIdentityWrite } from "./use-identity-write";

/** Who a contact is: their addresses, who seems to be the same person, and what became one with them. */
export function IdentitiesCard({
  contactId,
  onMerged,
}: {
  contactId: string;
  onMerged: (contactId: string) => void;
}) {
  const t = useTranslations("identity");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { data: card, refetch } = useQuery(trpc.contacts.identity.queryOptions({ contactId }));
  useContactChanges(contactId, refetch);
  const keys = [
    trpc.contacts.identity.queryKey({ contactId }),
    trpc.contacts.profile.queryKey({ contactId }),
  ];
  const dismiss = useMutation(
    trpc.contacts.dismissProposal.mutationOptions(useIdentityWrite(keys, t("dismissed"))),
  );
  const undo = useMutation(trpc.contacts.unmerge.mutationOptions(useIdentityWrite(keys, t("undone"))));
  if (!card || !me) return <Skeleton className="h-24" />;
  const mayMerge = allows(me.role, "contacts:merge");
  const mayAdd = allows(me.role, "contacts:update");
  return (
    <section className="grid gap-2" aria-label={t("title")}>
      <header className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-medium text-ink-2">{t("title")}</h2>
        {mayAdd ? <AddIdentity contactId={contactId} onMerged={onMerged} /> : null}
      </header>
      <ul className="grid gap-1">
        {card.identities.map((one) => (
          <AddressLine key={one.id} identity={one} mayRemove={mayAdd} contactId={contactId} />
        ))}
      </ul>
      {mayMerge && card.proposals.length > 0 ? (
        <ul className="grid gap-2" aria-label={t("same")}>
          {card.proposals.map((one) => (
            <li key={one.id} className="grid gap-2 rounded-md bg-amber-soft px-3 py-2">
              <Name className="font-medium">{one.name ?? t("unnamed")}</Name>
              <p className="text-ink-2">{t("sameAs", { what: one.label ?? sharedName(t, one.shared) })}</p>
              <div className="flex flex-wrap gap-2">
                <MergeDialog contactId={contactId} otherId={one.contactId} onMerged={onMerged} />
                <Button
                  size="sm"
                  look="quiet"
                  busy={dismiss.isPending}
                  onClick={() => dismiss.mutate({ proposalId: one.id })}
                >
                  {t("notSame")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {card.merges.map((one) => (
        <div key={one.id} className="flex items-center justify-between gap-2">
          <div className="min-w-0">
            <Name>{one.name ?? t("unnamed")}</Name>
            <p className="text-sm text-ink-3">
              {t("merged", {
                date: format.dateTime(one.at, { dateStyle: "medium" }),
                why: t(`reason.${one.reason}`),
                until: format.dateTime(one.until, { dateStyle: "medium" }),
              })}
            </p>
          </div>
          {mayMerge ? (
            <Button size="sm" busy={undo.isPending} onClick={() => undo.mutate({ mergeId: one.id })}>
              {t("undo")}
            </Button>
          ) : null}
        </div>
      ))}
      {mayMerge ? (
        <div>
          <MergeDialog contactId={contactId} onMerged={onMerged} />
        </div>
      ) : null}
    </section>
  );
}

type Words = ReturnType<typeof useTranslations<"identity">>;

/** What two contacts share, where it is no identifier of the organization's. */
export const sharedName = (t: Words, shared: string): string =>
  shared === "email" || shared === "phone" ? t(`kind.${shared}`) : shared;
