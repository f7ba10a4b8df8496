import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

const days = 24 * 60 * 60 * 1000;

/** How far ahead of the real time the organization lives, in ms; zero is the real time. */
export const clockInput = z.object({
  offsetMs: z
    .number()
    .int()
    .min(0)
    .max(60 * days),
});

/** Sets the clock of a sandbox organization. Throws CONFLICT for one that is none. */
export async function setClock(scope: MemberScope, { offsetMs }: z.infer<typeof clockInput>): Promise<void> {
  await inOrg(scope, async (s) => {
    const [moved] = await s.sql`
      update organizations set clock_offset_ms = ${offsetMs} where id = ${s.orgId} and sandbox returning id`;
    if (!moved) throw new DomainError("CONFLICT");
    await record(s, {
      action: "clock.moved",
      subject: ["organization", s.orgId],
      details: { offsetMs },
    });
    await publish(s, [{ kind: "number", id: null }]);
  });
}
