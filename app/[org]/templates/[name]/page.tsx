import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { TemplatePage } from "@/components/templates/template-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = {
  params: Promise<{ org: string; name: string }>;
  searchParams: Promise<{ account?: string; name?: string }>;
};

/** `-` is no name: it stands for one that is another page's address. */
async function nameOf({ params, searchParams }: Props): Promise<string> {
  const { name } = await params;
  return name === "-" || name === "%2D" ? ((await searchParams).name ?? "") : name;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await nameOf(props) };
}

export default async function OneTemplatePage(props: Props) {
  const [{ org }, { account }, name] = await Promise.all([props.params, props.searchParams, nameOf(props)]);
  const scope = await gate(org, "templates:read");
  const { role } = scope.actor;
  const api = await apiFor(org);
  // Before anything is read: whatever changes from here on, the page will be told.
  const feed = allows(role, "conversations:read") ? await api.conversations.feed({}) : null;
  // The first account that has it, unless one is named.
  const { templates } = await api.templates.studio({ name });
  const connectionId = (templates.find((one) => one.connectionId === account) ?? templates[0])?.connectionId;
  if (!connectionId) notFound();
  const may = {
    write: allows(role, "templates:update"),
    costs: allows(role, "costs:read"),
    connect: allows(role, "numbers:update"),
  };
  const trpc = trpcFor(org).templates;
  const drafts = may.write ? [trpc.drafts.queryOptions()] : [];
  await preload([trpc.studio.queryOptions({ name, connectionId }), ...drafts]);
  return (
    <HydrateClient>
      <ClientMessages areas={["parts", "templates"]} timeZone={scope.timeZone}>
        <RealtimeProvider config={realtimeFor(scope)} cursor={feed?.cursor ?? null}>
          <TemplatePage org={org} name={name} connectionId={connectionId} may={may} />
        </RealtimeProvider>
      </ClientMessages>
    </HydrateClient>
  );
}
