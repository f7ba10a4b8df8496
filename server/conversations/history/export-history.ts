import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { MemberScope } from "@/server/scope";
import {
  readTimeline,
  readTimelineContact,
  type TimelineConversation,
  type TimelineEntry,
  timelineInput,
} from "../queries/timeline";
import type { TimelineBeside } from "../queries/timeline-beside";

export const historyInput = timelineInput
  .pick({ contactId: true, kinds: true })
  .extend({ format: z.enum(["json", "pdf"]) });

export interface History {
  organization: string;
  contact: { id: string; name: string | null; addresses: string[] };
  exportedAt: Date;
  exportedBy: string;
  /** Oldest first, as far as the member may read. */
  entries: TimelineEntry[];
  conversations: TimelineConversation[];
  /** Older ones were left out: the history is longer than one file. */
  cut: boolean;
  /** Notes about the contact, what they agreed to and which links they followed, oldest first. */
  beside: TimelineBeside[];
}

/** More is for the archive of the whole organization. */
const most = 20_000;

/** A contact's whole history to be taken along. Leaves its line in the audit. Throws NOT_FOUND for a contact that is not here. */
export async function exportHistory(
  scope: MemberScope,
  { contactId, kinds, format }: z.infer<typeof historyInput>,
): Promise<History> {
  const contact = await readTimelineContact(scope, { contactId });
  const entries: TimelineEntry[] = [];
  const beside: TimelineBeside[] = [];
  const conversations = new Map<string, TimelineConversation>();
  let cursor: string | null = null;
  do {
    const page = await readTimeline(scope, { contactId, kinds, cursor, limit: 200 });
    entries.push(...page.entries);
    beside.push(...page.beside);
    for (const one of page.conversations) conversations.set(one.id, one);
    cursor = page.next;
  } while (cursor !== null && entries.length < most);
  return inOrg(scope, async (s) => {
    await record(s, {
      action: "contact.exported",
      subject: ["contact", contactId],
      details: { format, entries: entries.length, beside: beside.length },
    });
    return {
      organization: await nameOf(s),
      contact,
      exportedAt: s.now,
      exportedBy: scope.actor.name,
      entries: entries.reverse(),
      conversations: [...conversations.values()],
      cut: cursor !== null,
      beside: beside.reverse(),
    };
  });
}

async function nameOf({ sql, orgId }: OrgScope): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from organizations where id = ${orgId}`;
  return row?.name ?? "";
}
