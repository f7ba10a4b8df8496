import { redirect } from "next/navigation";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";

type Props = { params: Promise<{ org: string }> };

export default async function OrganizationPage({ params }: Props) {
  const { org } = await params;
  const { actor } = await gate(org);
  redirect(allows(actor.role, "conversations:read") ? `/${org}/inbox` : `/${org}/costs`);
}
