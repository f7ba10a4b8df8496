import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { Tasks } from "@/components/tasks/tasks";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { type After, boxes } from "@/server/tasks/schema";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ box?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tasks"))("title") };
}

export default async function TasksPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const scope = await gate(org, "tasks:read");
  const { role, id } = scope.actor;
  // Who only asks has nothing of their own there.
  const box = boxes.find((one) => one === query.box) ?? (allows(role, "tasks:work") ? "mine" : "asked");
  const trpc = trpcFor(org);
  const { cursor } = await (await apiFor(org)).conversations.feed({});
  const paged = { getNextPageParam: (page: { next: After | null }) => page.next };
  await preload([trpc.tasks.counts.queryOptions()], [trpc.tasks.list.infiniteQueryOptions({ box }, paged)]);
  return (
    <HydrateClient>
      <ClientMessages areas={["tasks", "work"]} timeZone={scope.timeZone}>
        <RealtimeProvider config={realtimeFor(scope)} cursor={cursor}>
          <Tasks org={org} me={{ id, role }} first={box} now={scope.now} />
        </RealtimeProvider>
      </ClientMessages>
    </HydrateClient>
  );
}
