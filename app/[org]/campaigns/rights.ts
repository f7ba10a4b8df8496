import type { Rights } from "@/components/campaigns/types";
import { allows, type Role } from "@/server/permissions";

/** What a member may do with a campaign. */
export const rightsOf = ({ role, id }: { role: Role; id: string }): Rights => ({
  write: allows(role, "campaigns:update"),
  launch: allows(role, "campaigns:launch"),
  approve: allows(role, "campaigns:approve"),
  export: allows(role, "campaigns:export"),
  open: allows(role, "conversations:read"),
  test: allows(role, "campaigns:test"),
  templates: allows(role, "templates:read"),
  me: id,
});
