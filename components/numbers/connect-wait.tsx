"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { SettingsPage, SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { LinkChain } from "./link-chain";
import { CallbackRows } from "./number-connection";
import type { NumberDetail } from "./types";

const every = 2_000;

/** After connecting: waits for the carrier's first real webhook, and shows which link is still missing. */
export function ConnectWait({ org, numberId }: { org: string; numberId: string }) {
  const t = useTranslations("numbers.wait");
  const connection = useTranslations("numbers.connection");
  const trpc = useTRPC();
  const { data: number } = useSuspenseQuery({
    ...trpc.channels.byId.queryOptions({ numberId }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.lastWebhookAt ? false : every),
  });
  const heard = number.lastWebhookAt !== null;
  return (
    <SettingsPage
      title={t(heard ? "done" : "title")}
      lead={heard ? t("doneLead", { name: number.name }) : t("lead")}
    >
      {heard ? <Done org={org} numberId={numberId} /> : <Waiting number={number} />}
      <SettingsSection>
        <LinkChain links={number.links} />
      </SettingsSection>
      {heard ? null : (
        <SettingsSection title={connection("title")} lead={t("slow")}>
          {number.callback ? <CallbackRows callback={number.callback} /> : null}
        </SettingsSection>
      )}
    </SettingsPage>
  );
}

function Waiting({ number }: { number: NumberDetail }) {
  const t = useTranslations("numbers.wait");
  const carrier = useTranslations("carrier");
  return (
    <div className="grid gap-3">
      <p className="text-md text-pretty">
        {t.rich("write", { address: number.address, b: (words) => <b className="figures">{words}</b> })}
      </p>
      <p role="status" className="flex items-center gap-2 text-ink-2">
        <Spinner />
        {t("waiting")}
      </p>
      {number.lastError ? <Banner tone="amber">{carrier(number.lastError.key)}</Banner> : null}
    </div>
  );
}

function Done({ org, numberId }: { org: string; numberId: string }) {
  const t = useTranslations("numbers.wait");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="grid size-7 place-items-center rounded-full bg-calm-soft text-calm-ink">
        <Check size={15} aria-hidden />
      </span>
      <Button asChild look="primary">
        <Link href={`/${org}/inbox`}>{t("inbox")}</Link>
      </Button>
      <Button asChild>
        <Link href={`/${org}/settings/numbers/${numberId}`}>{t("number")}</Link>
      </Button>
    </div>
  );
}
