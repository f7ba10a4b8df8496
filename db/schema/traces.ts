import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/**
 * The change feed: what a client that was away must fetch again. A row's place is its transaction and id;
 * it is read only below `pg_snapshot_xmin`, so that no later commit can appear behind a cursor.
 */
export const changes = pgTable(
  "changes",
  {
    orgId: orgId(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text("kind").notNull(),
    refId: uuid("ref_id"),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.xid, t.id] }),
    index("changes_age").on(t.at),
    orgPolicy("changes", t.orgId),
  ],
);

/** Who did what. Append-only; ids, never contents. */
export const auditRows = pgTable(
  "audit_rows",
  {
    orgId: orgId(),
    id: id(),
    at: at("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("audit_rows_order").on(t.orgId, t.xid, t.id),
    orgPolicy("audit_rows", t.orgId),
  ],
);

/** The hash chain over the audit rows of an organization, laid in batches by a job. Append-only. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    orgId: orgId(),
    position: bigint("position", { mode: "number" }).notNull(),
    auditId: uuid("audit_id").notNull(),
    auditXid: xid8("audit_xid").notNull(),
    hash: text("hash").notNull(),
    sealedAt: at("sealed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.position] }), orgPolicy("audit_seals", t.orgId)],
);

/** What came in for this organization and cannot be acted on yet: kept whole, with its reason, replayable. */
export const parkedParts = pgTable(
  "parked_parts",
  {
    orgId: orgId(),
    id: id(),
    connectionId: uuid("connection_id"),
    field: text("field").notNull(),
    reason: text("reason").notNull(),
    /** The part as JSON text: it may hold what jsonb refuses. */
    payload: text("payload").notNull(),
    partHash: text("part_hash").notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
    replayedAt: at("replayed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("parked_parts_once").on(t.orgId, t.partHash),
    index("parked_parts_recent").on(t.orgId, t.receivedAt.desc().nullsFirst()),
    // What came before its message: asked for with every message.
    index("parked_parts_early")
      .on(t.orgId)
      .where(
        sql`${t.replayedAt} is null and ${t.reason} in ('edit-of-unknown-message', 'revoke-of-unknown-message')`,
      ),
    orgPolicy("parked_parts", t.orgId),
  ],
);
