import { eq } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/org";
import { views } from "@/db/schema/views";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { demand, type MemberScope } from "@/server/scope";
import { viewFields } from "./create-view";
import { lockView } from "./lock-view";
import { demandNamed } from "./named";

export const updateViewInput = z.object({ viewId: z.uuid(), ...z.object(viewFields).partial().shape });

/** Renames a view, gives it another filter or order, shares it or takes it back for whoever made it. Throws as lockView(). */
export async function updateView(scope: MemberScope, input: z.infer<typeof updateViewInput>): Promise<void> {
  const { viewId, ...given } = input;
  if (given.shared) demand(scope, "views:share");
  await inOrg(scope, async (s) => {
    await lockView(scope, s, viewId);
    if (given.filter) await demandNamed(s, given.filter);
    const fields = Object.entries(given).filter(([, value]) => value !== undefined);
    if (fields.length === 0) return;
    await s.db.update(views).set(Object.fromEntries(fields)).where(eq(views.id, viewId));
    await record(s, {
      action: "view.updated",
      subject: ["view", viewId],
      details: { fields: fields.map(([name]) => name) },
    });
    await publish(s, [{ kind: "view", id: viewId }]);
  });
}
