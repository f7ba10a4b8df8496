"use client";
import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Globe, IdCard, Mail, MessageCircle, Phone, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import type { AppRouter } from "@/server/router";
import { useIdentityWrite } from "./use-identity-write";

export type IdentityShown = inferRouterOutputs<AppRouter>["contacts"]["identity"]["identities"][number];

const icons = { phone: Phone, scoped: MessageCircle, email: Mail, visitor: Globe, external: IdCard };

/** One address, what was dialled for it, and since when the carrier reaches them there. */
export function AddressLine(props: { identity: IdentityShown; contactId?: string; mayRemove?: boolean }) {
  const { identity, contactId, mayRemove } = props;
  const t = useTranslations("identity");
  const format = useFormatter();
  const trpc = useTRPC();
  const keys = contactId ? [trpc.contacts.identity.queryKey({ contactId })] : [];
  const remove = useMutation(trpc.contacts.removeIdentity.mutationOptions(useIdentityWrite(keys)));
  const Icon = icons[identity.kind];
  const typed =
    ["phone", "email", "external"].includes(identity.kind) && !identity.confirmedAt && !identity.lastSeenAt;
  return (
    <li className="group flex min-h-7 items-start gap-2">
      <Icon size={14} aria-hidden className="mt-1 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="figures [overflow-wrap:anywhere]">
          {identity.label ? <span className="text-ink-3">{identity.label} </span> : null}
          <bdi>{readable(identity) ?? t("hidden")}</bdi>
          {identity.username ? <bdi className="text-ink-3"> @{identity.username}</bdi> : null}
        </p>
        {identity.dialled ? (
          <p className="figures text-sm text-ink-3">{t("dialled", { address: identity.dialled })}</p>
        ) : null}
        {identity.confirmedAt ? (
          <p className="text-sm text-ink-3">
            {t("confirmed", { date: format.dateTime(identity.confirmedAt, { dateStyle: "medium" }) })}
          </p>
        ) : null}
      </div>
      {mayRemove && typed ? (
        <Button
          size="iconSm"
          look="quiet"
          busy={remove.isPending}
          aria-label={t("remove", { address: identity.address })}
          onClick={() => remove.mutate({ identityId: identity.id })}
        >
          <X size={13} aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}

/** The carrier's own id of a person says nothing to anybody. */
function readable({ kind, address }: IdentityShown): string | null {
  return kind === "scoped" || kind === "visitor" ? null : address;
}
