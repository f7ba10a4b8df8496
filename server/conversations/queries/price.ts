import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { pricesFor } from "@/server/ledger/queries";
import { marketOf } from "@/server/ledger/rules/market";
import { type ExpectedPrice, expectedPrice } from "@/server/ledger/rules/price";
import type { MemberScope } from "@/server/scope";
import { readable } from "./visible";

export const priceInput = z.object({ conversationId: z.uuid() });

export interface NextPrices {
  /** A reply within the window. */
  reply: ExpectedPrice;
  /** A template, by its category in lower case. */
  templates: Record<"marketing" | "utility" | "authentication", ExpectedPrice>;
}

interface Row {
  channel_account_id: string;
  country: string | null;
  kind: string;
  address: string;
  service_open: boolean;
  entry_open: boolean;
  now: string;
}

/** What the next message to this customer will cost if it leaves now: shown beside the button before it is pressed. */
export async function priceOfNext(
  scope: MemberScope,
  { conversationId }: z.infer<typeof priceInput>,
): Promise<NextPrices> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [row] = await s.sql<Row[]>`
      select c.channel_account_id, k.country, i.kind, i.address, app_now() as now,
        coalesce(w.service_expires_at > app_now(), false) as service_open, coalesce(w.entry_expires_at > app_now(), false) as entry_open
      from conversations c
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
        join identities i on i.org_id = c.org_id and i.id = c.identity_id
        left join windows w on w.org_id = c.org_id and w.channel_account_id = c.channel_account_id and w.contact_id = c.contact_id
      where c.org_id = ${s.orgId} and c.id = ${conversationId} and ${readable(bound)}`;
    if (!row) throw new DomainError("NOT_FOUND");
    return pricesOf(s, {
      channelAccountId: row.channel_account_id,
      country: row.country,
      kind: row.kind,
      address: row.address,
      now: row.now,
      serviceOpen: row.service_open,
      entryOpen: row.entry_open,
    });
  });
}

export const numberPriceInput = z.object({ numberId: z.uuid() });

/** What a message of a number costs now, to a customer of its own country. Throws NOT_FOUND. */
export async function priceOnNumber(
  scope: MemberScope,
  { numberId }: z.infer<typeof numberPriceInput>,
): Promise<NextPrices> {
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<{ address: string; now: string }[]>`
      select address, app_now() as now from channel_accounts where org_id = ${s.orgId} and id = ${numberId}`;
    if (!row) throw new DomainError("NOT_FOUND");
    const customer = { kind: "phone", address: row.address, country: null };
    const open = { serviceOpen: true, entryOpen: false };
    return pricesOf(s, { channelAccountId: numberId, now: row.now, ...customer, ...open });
  });
}

export interface PricedPair {
  channelAccountId: string;
  country: string | null;
  kind: string;
  address: string;
  /** ISO. */
  now: string;
  serviceOpen: boolean;
  entryOpen: boolean;
}

/** What a reply and a template of each category cost from a number to an address now. */
export async function pricesOf(s: OrgScope, to: PricedPair): Promise<NextPrices> {
  const market = marketOf({ phone: to.kind === "phone" ? to.address : null, country: to.country });
  const prices = await pricesFor(s, { channelAccountId: to.channelAccountId, market });
  const windowState = { serviceOpen: to.serviceOpen, entryOpen: to.entryOpen };
  const ask = (kind: "MT" | "HSM", category: string | null) =>
    expectedPrice({ kind, category, now: new Date(to.now), windowState, ...prices });
  return {
    reply: ask("MT", null),
    templates: {
      marketing: ask("HSM", "marketing"),
      utility: ask("HSM", "utility"),
      authentication: ask("HSM", "authentication"),
    },
  };
}
