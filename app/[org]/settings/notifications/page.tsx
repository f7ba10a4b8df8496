import { NotificationSettings } from "@/components/settings/notification-settings";
import { gate } from "@/server/gate";

export default async function NotificationsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await gate(org, "conversations:read");
  return <NotificationSettings />;
}
