import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import type { Attendance } from "@/server/organizations/rules/attendance";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import type { Language } from "@/server/organizations/rules/languages";
import type { Preferences, TranscriptChoice } from "@/server/organizations/schema";
import type { Role } from "@/server/permissions";
import { at, id, orgId, orgPolicy } from "./columns";

/** A person who signs in. Belongs to no organization: memberships do. */
export const users = pgTable("users", {
  id: id().primaryKey(),
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  locale: text("locale").notNull().default("es"),
  /** Argon2id; null for who only uses magic links. */
  passwordHash: text("password_hash"),
  /** Raised by "sign out everywhere": every earlier session ends. */
  sessionVersion: integer("session_version").notNull().default(1),
  emailVerifiedAt: at("email_verified_at"),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** Who vouches for a user: (issuer, subject), never the e-mail alone. */
export const signInIdentities = pgTable(
  "sign_in_identities",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index("sign_in_identities_user").on(t.userId)],
);

/** One-time links sent by e-mail: magic sign-in and address verification. Only the hash of the secret is kept. */
export const emailTokens = pgTable("email_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text("purpose").$type<"sign-in" | "sign-up">().notNull(),
  email: text("email").notNull(),
  payload: jsonb("payload").$type<Record<string, string>>().notNull().default({}),
  expiresAt: at("expires_at").notNull(),
  usedAt: at("used_at"),
});

/**
 * How often somebody tried, by the hash of whom or what is limited, until `expire` (ms of the epoch). Platform table: it is asked before
 * anybody is known. Its columns are those of rate-limiter-flexible.
 */
export const rateLimits = pgTable("rate_limits", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});

/** The tenant itself; its row is visible to itself only. */
export const organizations = pgTable(
  "organizations",
  {
    id: id().primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    locale: text("locale").notNull().default("es"),
    timeZone: text("time_zone").notNull().default("America/Argentina/Buenos_Aires"),
    currency: text("currency").notNull().default("USD"),
    businessHours: jsonb("business_hours").$type<BusinessHours | null>(),
    closeReasonRequired: boolean("close_reason_required").notNull().default(false),
    /** A customer who writes again within so many hours after closing comes back to the last agent; null: never. */
    reopenHours: integer("reopen_hours").default(24),
    /** When who is not there counts as away, and their work as everybody's; what is missing is as by default. */
    attendance: jsonb("attendance").$type<Partial<Attendance>>().notNull().default({}),
    /** Whether what customers say is handed to the transcription service. */
    transcripts: text("transcripts").$type<TranscriptChoice>().notNull().default("never"),
    /** A campaign that may cost so many micros, or more, is launched by two; null: by one, whatever it costs. */
    campaignApprovalMicros: bigint("campaign_approval_micros", { mode: "bigint" }),
    /** Milliseconds that this organization's clock runs ahead of the database's; zero unless it is a sandbox. */
    clockOffsetMs: bigint("clock_offset_ms", { mode: "number" }).notNull().default(0),
    sandbox: boolean("sandbox").notNull().default(true),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [orgPolicy("organizations", t.id)],
);

export const members = pgTable(
  "members",
  {
    orgId: orgId(),
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** Raised by a role change or a removal: sessions carry it, so the change acts at once. */
    version: integer("version").notNull().default(1),
    presence: text("presence").$type<"online" | "away" | "offline">().notNull().default("offline"),
    presenceAt: at("presence_at"),
    /** What made it so; null: the member chose it. */
    presenceCause: text("presence_cause").$type<"idle" | "gone">(),
    /** What they chose before that: it comes back with them. */
    presenceBefore: text("presence_before").$type<"online" | "away" | "offline">(),
    /** Why they chose it: one of `presence_reasons`. */
    presenceReasonId: uuid("presence_reason_id"),
    maxConversations: integer("max_conversations").notNull().default(5),
    lastAssignedAt: at("last_assigned_at"),
    /** When they work; null: whenever they say. At its end they are offline. */
    shift: jsonb("shift").$type<BusinessHours | null>(),
    /** Which they write in. */
    languages: text("languages").array().$type<Language[]>().notNull().default([]),
    /** What they want to be told and how; what is missing is as it is by default (server/organizations/rules/preferences.ts). */
    preferences: jsonb("preferences").$type<Preferences>().notNull().default({}),
    removedAt: at("removed_at"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("members_user").on(t.orgId, t.userId),
    index("members_by_user").on(t.userId),
    orgPolicy("members", t.orgId),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    orgId: orgId(),
    id: id(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: uuid("invited_by").notNull(),
    expiresAt: at("expires_at").notNull(),
    acceptedAt: at("accepted_at"),
    revokedAt: at("revoked_at"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("invitations_open")
      .on(t.orgId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`),
    orgPolicy("invitations", t.orgId),
  ],
);

/** A pool of members that work items are routed to. */
export const teams = pgTable(
  "teams",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    businessHours: jsonb("business_hours").$type<BusinessHours | null>(),
    createdAt: at("created_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("teams_name").on(t.orgId, t.name),
    orgPolicy("teams", t.orgId),
  ],
);

export const teamMembers = pgTable(
  "team_members",
  { orgId: orgId(), teamId: uuid("team_id").notNull(), memberId: uuid("member_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.teamId, t.memberId] }),
    index("team_members_member").on(t.orgId, t.memberId),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }).onDelete(
      "cascade",
    ),
    orgPolicy("team_members", t.orgId),
  ],
);
