import { eq } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/org";
import { views } from "@/db/schema/views";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockView } from "./lock-view";

export const removeViewInput = z.object({ viewId: z.uuid() });

/** Forgets a view; its conversations stay as they are. Throws as lockView(). */
export async function removeView(
  scope: MemberScope,
  { viewId }: z.infer<typeof removeViewInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { shared } = await lockView(scope, s, viewId);
    await s.db.delete(views).where(eq(views.id, viewId));
    await record(s, { action: "view.removed", subject: ["view", viewId], details: { shared } });
    await publish(s, [{ kind: "view", id: viewId }]);
  });
}
