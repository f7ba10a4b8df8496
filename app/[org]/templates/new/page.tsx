import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { NewTemplate } from "@/components/templates/new-template";
import { gate } from "@/server/gate";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("newTitle") };
}

export default async function NewTemplatePage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "templates:update");
  // For its accounts alone: no template of this name is there.
  const studio = await (await apiFor(org)).templates.studio({ name: "" });
  if (studio.accounts.length === 0) redirect(`/${org}/templates`);
  return (
    <ClientMessages areas={["templates"]} timeZone={scope.timeZone}>
      <NewTemplate org={org} studio={studio} />
    </ClientMessages>
  );
}
