import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { Attribute } from "./attribute-queries";
import { type ProfileObjects, readObjects } from "./objects/profile-objects";
import { type AttributeSource, type AttributeValue, readAttribute } from "./rules/attribute";
import { contactZone, type ZoneSource } from "./rules/time-zone";
import type { contactRef } from "./schema";

export interface Profile {
  contact: {
    id: string;
    name: string | null;
    country: string | null;
    since: Date;
    /** Who this contact was found to be. */
    mergedInto: string | null;
    language: string | null;
    timeZone: string | null;
    /** The clock that counts, and where it is taken from. */
    zone: { timeZone: string; from: ZoneSource };
    /** On which a conversation is begun. */
    channelAccountId: string | null;
  };
  identities: { id: string; kind: string; address: string; username: string | null }[];
  labels: { id: string; name: string; color: string }[];
  executive: { id: string; name: string; gone: boolean } | null;
  /** Each that is in use, in the order of the page. */
  attributes: ProfileAttribute[];
  /** A table per type in use, also where the contact has nothing of it. */
  objects: ProfileObjects[];
  /** The newest 50. */
  notes: ProfileNote[];
}

export interface ProfileAttribute extends Omit<Attribute, "archived"> {
  /** Null where there is none, and where it is covered. */
  value: AttributeValue | null;
  /** There is a value, which only contacts.reveal tells. */
  covered: boolean;
  /** When a connector or an import said it; null for what a person set. */
  asOf: Date | null;
}

export interface ProfileNote {
  id: string;
  body: string;
  author: { id: string; name: string };
  createdAt: Date;
}

/** Everything that is kept of one contact, in one flight of statements. Throws NOT_FOUND. */
export async function contactProfile(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactRef>,
): Promise<Profile> {
  return inOrg(scope, async (s) => {
    const [contact, identities, labels, definitions, objects, notes] = await Promise.all([
      readContact(s, contactId),
      readIdentities(s, contactId),
      readLabels(s, contactId),
      readDefinitions(s),
      readObjects(s, contactId),
      readNotes(s, contactId),
    ]);
    if (!contact) throw new DomainError("NOT_FOUND");
    const phone = identities.find((one) => one.kind === "phone")?.address ?? null;
    const { timeZone, country } = contact;
    return {
      contact: {
        id: contactId,
        name: contact.name,
        country,
        since: new Date(contact.created_at),
        mergedInto: contact.mergedInto,
        language: contact.language,
        timeZone,
        zone: contactZone({ timeZone, phone, country }, scope.timeZone),
        channelAccountId: contact.channelAccountId,
      },
      identities,
      labels,
      executive: contact.executive,
      attributes: definitions.map((one) => shown(one, contact)),
      objects,
      notes,
    };
  });
}

function shown(
  definition: Omit<Attribute, "archived">,
  { attributes, sources }: ContactRow,
): ProfileAttribute {
  const value = readAttribute(definition.type, attributes[definition.key]);
  const asOf = sources[definition.key]?.asOf;
  const covered = definition.sensitive && value !== null;
  return { ...definition, value: covered ? null : value, covered, asOf: asOf ? new Date(asOf) : null };
}

interface ContactRow extends Pick<Profile["contact"], "name" | "country" | "language" | "timeZone"> {
  mergedInto: string | null;
  channelAccountId: string | null;
  created_at: string;
  attributes: Record<string, unknown>;
  sources: Record<string, AttributeSource>;
  executive: Profile["executive"];
}

async function readContact({ sql, orgId }: OrgScope, id: string): Promise<ContactRow | undefined> {
  const [row] = await sql<ContactRow[]>`
    select k.name, k.country, k.created_at, k.language, k.time_zone as "timeZone", k.merged_into as "mergedInto",
      k.channel_account_id as "channelAccountId", k.attributes, k.attribute_sources as sources,
      case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'gone', m.removed_at is not null) end as executive
    from contacts k left join members m on m.org_id = ${orgId} and m.id = k.executive_id
    where k.org_id = ${orgId} and k.id = ${id}`;
  return row;
}

async function readIdentities({ sql, orgId }: OrgScope, id: string): Promise<Profile["identities"]> {
  return [
    ...(await sql<Profile["identities"]>`
      select id, kind, address, username from identities where org_id = ${orgId} and contact_id = ${id} order by created_at, id`),
  ];
}

async function readLabels({ sql, orgId }: OrgScope, id: string): Promise<Profile["labels"]> {
  return [
    ...(await sql<Profile["labels"]>`
      select l.id, l.name, l.color from contact_labels x join labels l on l.org_id = ${orgId} and l.id = x.label_id
      where x.org_id = ${orgId} and x.contact_id = ${id} order by lower(l.name)`),
  ];
}

async function readDefinitions({ sql, orgId }: OrgScope): Promise<Omit<Attribute, "archived">[]> {
  return sql<Omit<Attribute, "archived">[]>`
    select key, label, type, choices, currency, sensitive, place from attribute_definitions
    where org_id = ${orgId} and archived_at is null order by position, lower(label)`;
}

async function readNotes({ sql, orgId }: OrgScope, id: string): Promise<ProfileNote[]> {
  const rows = await sql<(Omit<ProfileNote, "createdAt"> & { created_at: string })[]>`
    select n.id, n.body, n.created_at, jsonb_build_object('id', m.id, 'name', m.name) as author
    from contact_notes n join members m on m.org_id = ${orgId} and m.id = n.member_id
    where n.org_id = ${orgId} and n.contact_id = ${id} and n.removed_at is null order by n.created_at desc limit 50`;
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: new Date(created_at) }));
}
