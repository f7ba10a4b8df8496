import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { type Piece, segmentWhere } from "@/server/segments/compile";
import type { Definition } from "@/server/segments/rules/definition";
import { failedOf } from "./read-failed";
import type { CampaignDraft } from "./schema";

/**
 * The contacts that a draft means, as a statement with `contact_id`; nobody where it does not say. In an object, since a statement that
 * an async function returns would be run. Throws NOT_FOUND for a segment that is not here.
 */
export async function audienceOf(s: OrgScope, { audience }: CampaignDraft): Promise<{ piece: Piece }> {
  const { sql, orgId } = s;
  switch (audience?.kind) {
    case "contacts":
      return {
        piece: sql`select k.id as contact_id from contacts k
          where k.org_id = ${orgId} and k.id = any(${audience.contactIds}::uuid[]) and k.merged_into is null`,
      };
    case "unanswered":
      return {
        piece: sql`select r.contact_id from campaign_recipients r
          where r.org_id = ${orgId} and r.campaign_id = ${audience.campaignId} and r.state = 'queued' and r.replied_at is null`,
      };
    case "failed":
      return failedOf(s, audience);
    case "segment": {
      const definition = await definitionOf(s, audience.segmentId);
      return { piece: sql`select k.id as contact_id from contacts k where ${segmentWhere(s, definition)}` };
    }
    default:
      return { piece: sql`select null::uuid as contact_id where false` };
  }
}

async function definitionOf({ sql, orgId }: OrgScope, segmentId: string): Promise<Definition> {
  const [row] = await sql<{ definition: Definition }[]>`
    select definition from segments where org_id = ${orgId} and id = ${segmentId}`;
  if (!row) throw new DomainError("NOT_FOUND", { segmentId });
  return row.definition;
}

/**
 * Contacts at hand, by their ids: as values, whose number the planner knows. Of what was just written it knows nothing, and takes each row
 * through all the others.
 */
export const contactsAt = ({ sql }: OrgScope, ids: string[]): Piece =>
  sql`select x as contact_id from unnest(${ids}::uuid[]) x`;

/** The ids of a statement of contacts, at most `most`. */
export async function idsOf({ sql }: OrgScope, contacts: Piece, most: number): Promise<string[]> {
  const rows = await sql<{ contact_id: string }[]>`select contact_id from (${contacts}) m limit ${most}`;
  return rows.map((row) => row.contact_id);
}
