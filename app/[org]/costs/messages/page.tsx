import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { behindFrom } from "@/components/costs/behind-href";
import { MessagesBehind } from "@/components/costs/messages-behind";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor } from "@/server/trpc-rsc";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("costs"))("list.title") };
}

export default async function CostMessagesPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const scope = await gate(org, "costs:read");
  const asked = behindFrom(query);
  if (!asked) notFound();
  const { ledger } = await apiFor(org);
  const [page, numbers] = await Promise.all([
    ledger.messages({ behind: asked.behind, cursor: asked.after }),
    ledger.numbers(),
  ]);
  return (
    <MessagesBehind
      org={org}
      behind={asked.behind}
      further={asked.after !== undefined}
      page={page}
      numbers={numbers}
      timeZone={scope.timeZone}
      mayRead={allows(scope.actor.role, "conversations:read")}
    />
  );
}
