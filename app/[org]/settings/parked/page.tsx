import { ParkedList } from "@/components/settings/parked-list";
import { gate } from "@/server/gate";

export default async function ParkedPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await gate(org, "parked:read");
  return <ParkedList />;
}
