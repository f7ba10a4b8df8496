import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import { type ConsentView, consentsOf } from "@/server/contacts/consent/queries";
import { findRecipient, type Recipient, recipientRef } from "@/server/contacts/find-recipient";
import { countryOfPhone, writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { sees } from "../rules/visibility";
import { type NextPrices, pricesOf } from "./price";

export const startOptionsInput = z.object({
  to: recipientRef,
  /** The number to write from; absent for the one that suits best. */
  channelAccountId: z.uuid().nullish(),
});

export interface FromNumber {
  id: string;
  name: string;
  color: string;
  address: string;
  windowExpiresAt: Date | null;
  windowHours: number | null;
  channel: string;
  /** Why it stands first: the contact prefers it, or wrote to it last, or it is the team's of who writes. */
  why: "preferred" | "last" | "team" | null;
  /** What is open between the two: whose conversation, or only that there is one. */
  open: { id: string } | "taken" | null;
}

export interface StartOptions {
  recipient: Pick<Recipient, "contactId" | "name" | "username" | "kind"> & {
    /** As people write it; for a number nobody confirmed, as it will be dialled. */
    address: string;
  };
  /** Best first. */
  numbers: FromNumber[];
  /** The number that the prices are for. */
  from: string | null;
  consents: ConsentView[];
  prices: NextPrices | null;
}

/** Everything one has to know before writing first: from which number, whether one may, what it costs. Throws as findRecipient. */
export async function readStart(
  scope: MemberScope,
  input: z.infer<typeof startOptionsInput>,
): Promise<StartOptions> {
  return inOrg(scope, async (s) => {
    const home = await homeOf(s, input.channelAccountId ?? null);
    const on = {
      country: home ? countryOfPhone(home) : null,
      channelAccountId: input.channelAccountId ?? null,
    };
    const to = await findRecipient(s, input.to, on);
    const numbers = await numbersFor(s, scope, to.contactId);
    const from = input.channelAccountId ?? numbers[0]?.id ?? null;
    const [consents, prices] = await Promise.all([
      to.contactId ? consentsOf(s, to.contactId, numbers.find(({ id }) => id === from)?.channel ?? null) : [],
      from ? pricesFrom(s, from, to) : null,
    ]);
    const address = to.kind === "phone" ? writtenPhone(to.address) : to.address;
    const { contactId, name, username, kind } = to;
    return { recipient: { contactId, name, username, kind, address }, numbers, from, consents, prices };
  });
}

/** Reads a number typed without its country code: as at home of the number that it is written from, or of any of ours. */
async function homeOf({ sql, orgId }: OrgScope, id: string | null): Promise<string | null> {
  const [row] = await sql<{ address: string }[]>`
    select address from channel_accounts where org_id = ${orgId} and active ${id ? sql`and id = ${id}` : sql``} order by name limit 1`;
  if (!row && id) throw new DomainError("NOT_FOUND", { channelAccountId: id });
  return row?.address ?? null;
}

interface Row {
  id: string;
  name: string;
  color: string;
  address: string;
  channel: string;
  service_expires_at: string | null;
  preferred: boolean;
  heard: boolean;
  own_team: boolean;
  open_id: string | null;
  assignee_id: string | null;
  team_id: string | null;
}

async function numbersFor(
  s: OrgScope,
  { actor }: MemberScope,
  contactId: string | null,
): Promise<FromNumber[]> {
  const rows = await s.sql<Row[]>`
    select a.id, a.name, a.color, a.address, a.channel, w.service_expires_at, w.last_inbound_at is not null as heard,
      coalesce(a.id = k.channel_account_id, false) as preferred,
      coalesce(a.team_id = any(${actor.teamIds}::uuid[]), false) as own_team, c.id as open_id, c.assignee_id, c.team_id
    from channel_accounts a
      left join contacts k on k.org_id = ${s.orgId} and k.id = ${contactId}
      left join windows w on w.org_id = a.org_id and w.channel_account_id = a.id and w.contact_id = ${contactId}
      left join conversations c on c.org_id = a.org_id and c.channel_account_id = a.id and c.contact_id = ${contactId} and c.state = 'open'
    where a.org_id = ${s.orgId} and a.active
    order by preferred desc, w.last_inbound_at desc nulls last, own_team desc, a.name, a.id`;
  return rows.map((r, place) => ({
    id: r.id,
    name: r.name,
    color: r.color,
    address: r.address,
    channel: r.channel,
    windowExpiresAt: r.service_expires_at ? new Date(r.service_expires_at) : null,
    windowHours: adapterFor(r.channel).capabilities.windowHours,
    why: place > 0 ? null : whyFirst(r),
    open: openOf(r, actor),
  }));
}

function whyFirst(r: Row): FromNumber["why"] {
  if (r.preferred) return "preferred";
  return r.heard ? "last" : r.own_team ? "team" : null;
}

function openOf(r: Row, actor: MemberScope["actor"]): FromNumber["open"] {
  if (!r.open_id) return null;
  return sees(actor, { assigneeId: r.assignee_id, teamId: r.team_id }) ? { id: r.open_id } : "taken";
}

async function pricesFrom(s: OrgScope, channelAccountId: string, to: Recipient): Promise<NextPrices> {
  const [window] = await s.sql<{ service_open: boolean; entry_open: boolean; now: string }[]>`
    select app_now() as now, coalesce(w.service_expires_at > app_now(), false) as service_open,
      coalesce(w.entry_expires_at > app_now(), false) as entry_open
    from (select 1) one left join windows w on w.org_id = ${s.orgId} and w.channel_account_id = ${channelAccountId}
      and w.contact_id = ${to.contactId}`;
  return pricesOf(s, {
    channelAccountId,
    country: to.country,
    kind: to.kind,
    address: to.address,
    now: window?.now ?? s.now.toISOString(),
    serviceOpen: window?.service_open ?? false,
    entryOpen: window?.entry_open ?? false,
  });
}
