import { AccountSettings } from "@/components/settings/account-settings";
import { gate } from "@/server/gate";

export default async function AccountPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await gate(org);
  return <AccountSettings />;
}
