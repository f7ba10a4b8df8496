"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Smartphone } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsPage } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { HealthBadge } from "./health-badge";
import { NumberAssignment } from "./number-assignment";
import { NumberConnection } from "./number-connection";
import { NumberHealth } from "./number-health";
import { NumberIdentity } from "./number-identity";
import { SilenceRules } from "./silence-rules";
import { StandardMessages } from "./standard-messages";
import type { NumberDetail } from "./types";

type NumberPageProps = { org: string; initial: NumberDetail; mayChange: boolean; mayUsePhone: boolean };

/** The one page of a number: everything that can be set for it, and how it is. */
export function NumberPage({ org, initial, mayChange, mayUsePhone }: NumberPageProps) {
  const t = useTranslations("numbers");
  const trpc = useTRPC();
  const { data: number } = useQuery({
    ...trpc.channels.byId.queryOptions({ numberId: initial.id }),
    initialData: initial,
    refetchInterval: 10_000,
  });
  return (
    <SettingsPage
      title={
        <>
          <Link
            href={`/${org}/settings/numbers`}
            className="mb-1 flex w-fit items-center gap-1 text-base font-normal text-ink-3 hover:text-ink"
          >
            <ArrowLeft size={13} aria-hidden />
            {t("back")}
          </Link>
          <Name wraps className="[overflow-wrap:anywhere]">
            {number.name}
          </Name>
        </>
      }
      lead={
        <span className="mt-1 flex flex-wrap items-center gap-2">
          <span className="figures">{number.address}</span>
          <HealthBadge links={number.links} />
        </span>
      }
      action={
        mayUsePhone ? (
          <Button asChild>
            <Link href={`/${org}/sandbox?number=${number.id}`}>
              <Smartphone size={14} aria-hidden />
              {t("phone")}
            </Link>
          </Button>
        ) : null
      }
    >
      <NumberHealth number={number} mayChange={mayChange} />
      <NumberIdentity number={number} mayChange={mayChange} />
      <NumberAssignment org={org} number={number} mayChange={mayChange} />
      <SilenceRules number={number} mayChange={mayChange} />
      <StandardMessages number={number} mayChange={mayChange} />
      {mayChange ? <NumberConnection number={number} /> : null}
    </SettingsPage>
  );
}
