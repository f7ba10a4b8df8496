import { sql } from "drizzle-orm";
import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";
import { members } from "./organizations";

/** What some members can do and others cannot: claims, a product, a procedure. Rules may ask for it. */
export const skills = pgTable(
  "skills",
  { orgId: orgId(), id: id(), name: text("name").notNull(), archivedAt: at("archived_at") },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("skills_name").on(t.orgId, sql`lower(${t.name})`),
    orgPolicy("skills", t.orgId),
  ],
);

export const memberSkills = pgTable(
  "member_skills",
  { orgId: orgId(), memberId: uuid("member_id").notNull(), skillId: uuid("skill_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.memberId, t.skillId] }),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.orgId, t.skillId], foreignColumns: [skills.orgId, skills.id] }),
    orgPolicy("member_skills", t.orgId),
  ],
);
