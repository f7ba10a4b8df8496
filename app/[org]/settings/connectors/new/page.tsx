import { ClientMessages } from "@/components/client-messages";
import { ConnectorEditor } from "@/components/connectors/connector-editor";
import { gate } from "@/server/gate";
import { apiFor } from "@/server/trpc-rsc";

export default async function NewConnectorPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { timeZone } = await gate(org, "connectors:update");
  const { connectors } = await apiFor(org);
  return (
    <ClientMessages areas={["settings", "connectors", "inbox"]} timeZone={timeZone}>
      <ConnectorEditor org={org} connector={null} targets={await connectors.targets()} mayChange />
    </ClientMessages>
  );
}
