import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { TemplatePage } from "@/components/templates/template-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
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
  // The first account that has it, unless one is named.
  const { templates } = await (await apiFor(org)).templates.studio({ name });
  const connectionId = (templates.find((one) => one.connectionId === account) ?? templates[0])?.connectionId;
  if (!connectionId) notFound();
  await preload([trpcFor(org).templates.studio.queryOptions({ name, connectionId })], []);
  const may = {
    write: allows(role, "templates:update"),
    costs: allows(role, "costs:read"),
    connect: allows(role, "numbers:update"),
  };
  return (
    <HydrateClient>
      <ClientMessages areas={["templates"]} timeZone={scope.timeZone}>
        <TemplatePage org={org} name={name} connectionId={connectionId} may={may} />
      </ClientMessages>
    </HydrateClient>
  );
}
