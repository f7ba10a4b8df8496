import { notFound } from "next/navigation";
import { z } from "zod";
import { InboxPage } from "../inbox-page";

type Props = {
  params: Promise<{ org: string; conversationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { org, conversationId } = await params;
  if (!z.uuid().safeParse(conversationId).success) notFound();
  return <InboxPage org={org} conversationId={conversationId} query={await searchParams} />;
}
