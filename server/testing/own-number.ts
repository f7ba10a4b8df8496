import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { connection } from "@/server/channels/directory";
import { scopeForSystem } from "@/server/scope";

/** A number with all that its carrier knows: what a callback for it must look like. */
export interface OwnNumber {
  orgId: string;
  accountId: string;
  connectionId: string;
  appSecret: string;
  /** The carrier's ids of the number and of the account that it hangs on. */
  externalId: string;
  connectionExternalId: string;
  /** Digits, as callbacks show it. */
  display: string;
}

const demoOwner = "owner@cooperativa-sur.example";

/** The demo's first number, or the one named by the carrier's id, ours, or its digits. Throws when there is none. */
export async function findNumber(named?: string): Promise<OwnNumber> {
  const [direct] = await sql()<
    { org_id: string }[]
  >`select org_id from resolve_accounts('whatsapp', ${[named ?? ""]}::text[])`;
  const orgId = direct?.org_id ?? (await demoOrganization());
  const found = orgId ? await numbersOf(orgId) : [];
  const digits = named?.replace(/\D/g, "");
  const match = found.find(
    (n) => !named || n.externalId === named || n.accountId === named || n.display === digits,
  );
  if (match) return match;
  throw new Error(
    named ? `There is no number ${named}.` : "There is no demo organization: start with npm run dev.",
  );
}

async function demoOrganization(): Promise<string | null> {
  const [row] = await sql()<{ org_id: string }[]>`
    select m.org_id from users u, lateral resolve_memberships(u.id) m where u.email = ${demoOwner}`;
  return row?.org_id ?? null;
}

/** The numbers of an organization, oldest first. */
export async function numbersOf(orgId: string): Promise<OwnNumber[]> {
  const rows = await inOrg(
    await scopeForSystem(orgId, "replay"),
    (s) => s.sql<{ id: string; connection_id: string; external_id: string; address: string }[]>`
      select id, connection_id, external_id, address from channel_accounts where org_id = ${orgId} order by created_at, id`,
  );
  const numbers = await Promise.all(
    rows.map(async (row): Promise<OwnNumber | null> => {
      const through = await connection(row.connection_id);
      if (!through) return null;
      return {
        orgId,
        accountId: row.id,
        connectionId: row.connection_id,
        appSecret: through.appSecret,
        externalId: row.external_id,
        connectionExternalId: through.externalId,
        display: row.address.replace(/\D/g, ""),
      };
    }),
  );
  return numbers.flatMap((n) => n ?? []);
}
