import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { ErasureReason } from "@/server/contacts/erasure/schema";
import { at, id, orgId, orgPolicy } from "./columns";

/** That a contact was erased: who did it, when, why, and how much there was. Ids and figures, no names. */
export const erasures = pgTable(
  "erasures",
  {
    orgId: orgId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    reason: text("reason").$type<ErasureReason>().notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: at("requested_at").notNull(),
    finishedAt: at("finished_at"),
    /** Rows erased so far, by table; `files` for media. */
    counts: jsonb("counts").$type<Record<string, number>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("erasures_contact").on(t.orgId, t.contactId),
    index("erasures_unfinished").on(t.requestedAt).where(sql`${t.finishedAt} is null`),
    orgPolicy("erasures", t.orgId),
  ],
);
