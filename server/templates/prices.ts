import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import { pricesFor } from "@/server/ledger/queries";
import { marketOf } from "@/server/ledger/rules/market";
import { type ExpectedPrice, expectedPrice } from "@/server/ledger/rules/price";
import type { MemberScope } from "@/server/scope";

export const pricesInput = z.object({ connectionId: z.uuid() });

/**
 * What one message of each category costs now by the rate card, to a customer in the country of the connection's first number, outside
 * of every window. Null without a number. Throws NOT_FOUND.
 */
export async function readTemplatePrices(
  scope: MemberScope,
  { connectionId }: z.infer<typeof pricesInput>,
): Promise<Record<"MARKETING" | "UTILITY", ExpectedPrice> | null> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<{ channelAccountId: string | null; address: string; now: string }[]>`
      select a.id as "channelAccountId", a.address, app_now() as now
      from connections c left join channel_accounts a on a.org_id = c.org_id and a.connection_id = c.id
      where c.org_id = ${s.orgId} and c.id = ${connectionId} and c.removed_at is null order by a.created_at, a.id limit 1`;
    const [row] = rows;
    if (!row) throw new DomainError("NOT_FOUND");
    if (!row.channelAccountId) return null;
    const market = marketOf({ phone: row.address, country: null });
    const prices = await pricesFor(s, { channelAccountId: row.channelAccountId, market });
    const windowState = { serviceOpen: false, entryOpen: false };
    const of = (category: string) =>
      expectedPrice({ kind: "HSM", category, now: new Date(row.now), windowState, ...prices });
    return { MARKETING: of("marketing"), UTILITY: of("utility") };
  });
}
