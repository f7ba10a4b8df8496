import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";

export interface Closing {
  /** Whether one of the reasons must be chosen; never where there is none to choose. */
  required: boolean;
  /** A customer who writes within so many hours after closing comes back to the last agent; null: never. */
  reopenHours: number | null;
  /** In the order in which they were made, archived ones too. */
  reasons: { id: string; name: string; archived: boolean }[];
}

/** How conversations are closed here. */
export async function readClosing(scope: MemberScope): Promise<Closing> {
  return inOrg(scope, async (s) => {
    const [[organization], reasons] = await Promise.all([
      s.sql<{ required: boolean; hours: number | null }[]>`
        select close_reason_required as required, reopen_hours as hours from organizations where id = ${s.orgId}`,
      s.sql<Closing["reasons"]>`
        select id, name, archived_at is not null as archived from close_reasons where org_id = ${s.orgId} order by id`,
    ]);
    return {
      required: (organization?.required ?? false) && reasons.some((r) => !r.archived),
      reopenHours: organization?.hours ?? null,
      reasons: [...reasons],
    };
  });
}
