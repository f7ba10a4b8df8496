import type { OrgScope } from "@/db/org";
import { countryOfPhone } from "./rules/phone";

/** ISO 3166, of the organization's first number: reads telephone numbers that are written without their country's code. */
export async function homeCountry({ sql, orgId }: OrgScope): Promise<string | null> {
  const [row] = await sql<{ address: string }[]>`
    select address from channel_accounts where org_id = ${orgId} order by id limit 1`;
  return row ? countryOfPhone(row.address) : null;
}
