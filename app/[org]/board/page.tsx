import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Board } from "@/components/board/board";
import { queueInput } from "@/components/board/queue-input";
import { ClientMessages } from "@/components/client-messages";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { gate } from "@/server/gate";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("board"))("title") };
}

export default async function BoardPage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "board:read");
  const trpc = trpcFor(org);
  // Before anything is read: whatever changes from here on, the page will be told.
  const { cursor } = await (await apiFor(org)).conversations.feed({});
  await preload(
    [trpc.supervision.board.queryOptions(), trpc.conversations.list.queryOptions(queueInput)],
    [],
  );
  return (
    <HydrateClient>
      <ClientMessages areas={["board", "numbers", "inbox", "work"]} timeZone={scope.timeZone}>
        <RealtimeProvider config={realtimeFor(scope)} cursor={cursor}>
          <Board org={org} memberId={scope.actor.id} role={scope.actor.role} />
        </RealtimeProvider>
      </ClientMessages>
    </HydrateClient>
  );
}
