import { InboxPage } from "./inbox-page";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  return <InboxPage org={(await params).org} conversationId={null} query={await searchParams} />;
}
