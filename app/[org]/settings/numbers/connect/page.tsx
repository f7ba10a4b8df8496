import { ClientMessages } from "@/components/client-messages";
import { ConnectForm } from "@/components/numbers/connect-form";
import { ConnectWait } from "@/components/numbers/connect-wait";
import { gate } from "@/server/gate";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ number?: string }> };

export default async function ConnectPage({ params, searchParams }: Props) {
  const { org } = await params;
  const { timeZone } = await gate(org, "numbers:update");
  const { number } = await searchParams;
  const trpc = trpcFor(org);
  if (number) prefetch(trpc.channels.byId.queryOptions({ numberId: number }));
  else prefetch(trpc.organizations.teams.queryOptions());
  return (
    <ClientMessages areas={["numbers", "settings", "inbox", "carrier"]} timeZone={timeZone}>
      <HydrateClient>
        {number ? <ConnectWait org={org} numberId={number} /> : <ConnectForm org={org} />}
      </HydrateClient>
    </ClientMessages>
  );
}
