import { ClientMessages } from "@/components/client-messages";
import { Duplicates } from "@/components/contacts/identity/duplicates";
import { gate } from "@/server/gate";

export default async function DuplicatesPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { timeZone } = await gate(org, "contacts:merge");
  return (
    <ClientMessages areas={["identity", "settings", "inbox"]} timeZone={timeZone}>
      <Duplicates org={org} />
    </ClientMessages>
  );
}
