import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { ConnectorEditor } from "@/components/connectors/connector-editor";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; connectorId: string }> };

export default async function OneConnectorPage({ params }: Props) {
  const { org, connectorId } = await params;
  const { actor, timeZone } = await gate(org, "connectors:read");
  const { connectors } = await apiFor(org);
  if (!(await connectors.list()).some(({ id }) => id === connectorId)) notFound();
  const [connector, targets] = await Promise.all([connectors.find({ connectorId }), connectors.targets()]);
  return (
    <ClientMessages areas={["settings", "connectors", "inbox"]} timeZone={timeZone}>
      <ConnectorEditor
        org={org}
        connector={connector}
        targets={targets}
        mayChange={allows(actor.role, "connectors:update")}
      />
    </ClientMessages>
  );
}
