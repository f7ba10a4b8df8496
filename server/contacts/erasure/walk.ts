import type { PendingQuery, Row } from "postgres";
import type { OrgScope } from "@/db/org";

/** Who is meant: the contact with those that were merged into it, and every written form of their addresses. */
export interface Subject {
  contactIds: string[];
  /** LIKE patterns. */
  needles: string[];
}

type Where = (s: OrgScope, who: Subject) => PendingQuery<Row[]>;

export interface Step {
  table: string;
  /** Which rows `t` of the table are the contact's. */
  where: Where;
}

const inConversations: Where = ({ sql, orgId }, { contactIds }) => sql`
  t.conversation_id in (select id from conversations where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]))`;

const ofMessages: Where = ({ sql, orgId }, { contactIds }) => sql`
  t.message_id in (select m.id from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id
    where c.org_id = ${orgId} and c.contact_id = any(${contactIds}::uuid[]))`;

const ofIdentities: Where = ({ sql, orgId }, { contactIds }) => sql`
  t.identity_id in (select id from identities where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]))`;

const ofContacts: Where = ({ sql }, { contactIds }) => sql`t.contact_id = any(${contactIds}::uuid[])`;

/** By the carrier's ids of the contact's messages. */
const providerIds: Where = ({ sql, orgId }, { contactIds }) => sql`
  select m.provider_id from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id
  where c.org_id = ${orgId} and c.contact_id = any(${contactIds}::uuid[]) and m.provider_id is not null`;

/**
 * Every table that holds something of a contact, in the order in which their rows can go: what points at others first. What is given out
 * to the contact is read by the same list. A table that is neither here nor in `kept` fails a test.
 */
export const walk: Step[] = [
  { table: "transcripts", where: ofMessages },
  { table: "attachments", where: ofMessages },
  { table: "link_clicks", where: ofMessages },
  {
    table: "reactions",
    where: (s, who) => s.sql`t.target_provider_id in (${providerIds(s, who)})`,
  },
  {
    table: "early_statuses",
    where: (s, who) =>
      s.sql`(t.provider_id in (${providerIds(s, who)}) or t.status::text like any(${who.needles}::text[]))`,
  },
  { table: "parked_parts", where: ({ sql }, { needles }) => sql`t.payload like any(${needles}::text[])` },
  { table: "mentions", where: inConversations },
  { table: "ratings", where: inConversations },
  { table: "standard_messages", where: inConversations },
  { table: "scheduled_messages", where: inConversations },
  { table: "drafts", where: inConversations },
  { table: "conversation_labels", where: inConversations },
  { table: "tasks", where: inConversations },
  { table: "work_items", where: inConversations },
  { table: "campaign_answers", where: ofMessages },
  { table: "deliveries", where: inConversations },
  { table: "messages", where: inConversations },
  { table: "contact_labels", where: ofContacts },
  { table: "segment_contacts", where: ofContacts },
  { table: "campaign_recipients", where: ofContacts },
  { table: "reached", where: ofContacts },
  { table: "contact_notes", where: ofContacts },
  { table: "contact_objects", where: ofContacts },
  { table: "connector_readings", where: ofContacts },
  { table: "windows", where: ofContacts },
  { table: "conversations", where: ofContacts },
  { table: "consent_requests", where: ofIdentities },
  {
    table: "contact_merges",
    where: ({ sql }, { contactIds }) =>
      sql`(t.kept_id = any(${contactIds}::uuid[]) or t.merged_id = any(${contactIds}::uuid[]))`,
  },
  {
    table: "merge_proposals",
    where: ({ sql }, { contactIds }) =>
      sql`(t.first_id = any(${contactIds}::uuid[]) or t.second_id = any(${contactIds}::uuid[]))`,
  },
  // Goes with its identity; named for what is given out, and counted.
  { table: "consents", where: ofIdentities },
  { table: "identities", where: ofContacts },
  { table: "contacts", where: ({ sql }, { contactIds }) => sql`t.id = any(${contactIds}::uuid[])` },
];

/** Tables that name contacts or hold what was written, and stay: each with the reason. */
export const kept: Record<string, string> = {
  usage_events: "the ledger: ids and figures (law 5)",
  charges: "the ledger",
  assignments: "why work went where: ids and figures",
  report_facts: "figures by conversation",
  audit_rows: "ids, never contents (law 8)",
  audit_seals: "hashes",
  changes: "ids",
  erasures: "that it was done",
  consent_texts: "what everybody is asked",
  canned_replies: "the organization's own words",
  templates: "the organization's own words",
  template_versions: "the organization's own words",
  channel_accounts: "the organization's own numbers",
  connections: "the organization's own accounts",
  organizations: "the organization itself",
  members: "colleagues",
  invitations: "colleagues",
  teams: "colleagues",
  routing_rules: "the organization's rules",
  routing_snapshots: "colleagues and their loads",
  identifiers: "by what every contact is told apart",
  attribute_definitions: "what is asked of every contact",
  object_types: "what is kept of every contact",
  connectors: "where the organization asks",
  connector_health: "how those answer",
  imports: "files by their columns; what stands in one goes when it has been read",
  views: "how conversations are filtered",
  segments: "how contacts are filtered",
  campaigns: "the organization's own words, and how many it went to",
  campaign_audience: "ids, until they are recipients: of who is not there by then nothing is written",
  campaign_deltas: "counts",
  campaign_senders: "the organization's own numbers",
};
