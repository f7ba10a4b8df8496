import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { NewTemplate } from "@/components/templates/new-template";
import { gate } from "@/server/gate";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ draft?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("newTitle") };
}

export default async function NewTemplatePage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const scope = await gate(org, "templates:update");
  const api = (await apiFor(org)).templates;
  // For its accounts alone: no template of this name is there.
  const [studio, drafts] = await Promise.all([api.studio({ name: "" }), query.draft ? api.drafts() : []]);
  const kept = drafts.find(({ id, templateId }) => id === query.draft && templateId === null) ?? null;
  // One that was submitted or discarded meanwhile is in the list, or nowhere.
  if (studio.accounts.length === 0 || (query.draft && !kept)) redirect(`/${org}/templates`);
  return (
    <ClientMessages areas={["parts", "templates"]} timeZone={scope.timeZone}>
      <NewTemplate key={kept?.id} org={org} studio={studio} kept={kept} />
    </ClientMessages>
  );
}
