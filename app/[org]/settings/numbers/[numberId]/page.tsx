import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { NumberPage } from "@/components/numbers/number-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor, HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; numberId: string }> };

export default async function OneNumberPage({ params }: Props) {
  const { org, numberId } = await params;
  const { actor, timeZone } = await gate(org, "numbers:read");
  const { channels } = await apiFor(org);
  if (!(await channels.list()).some(({ id }) => id === numberId)) notFound();
  const number = await channels.byId({ numberId });
  prefetch(trpcFor(org).organizations.teams.queryOptions());
  return (
    <ClientMessages areas={["numbers", "settings", "inbox", "carrier"]} timeZone={timeZone}>
      <HydrateClient>
        <NumberPage
          org={org}
          initial={number}
          mayChange={allows(actor.role, "numbers:update")}
          mayUsePhone={number.carrier === "sandbox" && allows(actor.role, "sandbox:use")}
        />
      </HydrateClient>
    </ClientMessages>
  );
}
