import { redirect } from "next/navigation";
import { gate } from "@/server/gate";

export default async function SettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await gate(org);
  redirect(`/${org}/settings/organization`);
}
