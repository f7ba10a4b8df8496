import { customType, date, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * Each part (message, status, update) that a carrier handed over, before anything else happens to it.
 * Platform table without `org_id`: nothing is known of the tenant yet. Partitioned by day (drizzle/0001).
 */
export const webhookParts = pgTable(
  "webhook_parts",
  {
    receivedOn: date("received_on").notNull(),
    hash: bytea("hash").notNull(),
    connectionId: uuid("connection_id"),
    field: text("field").notNull(),
    payload: text("payload").notNull(),
    state: text("state").$type<"pending" | "applied" | "parked">().notNull(),
    reason: text("reason"),
    attempts: smallint("attempts").notNull().default(0),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.receivedOn, t.hash] })],
);
