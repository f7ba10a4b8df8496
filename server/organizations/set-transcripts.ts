import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { transcriptionHost } from "@/server/transcription";
import type { transcriptsChange } from "./schema";

/**
 * Decides whether voices of customers leave for the transcription service. What waits is not handed over any more once it says never.
 * Throws UNAVAILABLE where the platform names no service; "never" can always be said.
 */
export async function setTranscripts(
  scope: MemberScope,
  { transcripts }: z.infer<typeof transcriptsChange>,
): Promise<void> {
  const host = transcriptionHost();
  if (!host && transcripts !== "never") throw new DomainError("UNAVAILABLE");
  await inOrg(scope, async (s) => {
    const [row] = await s.sql`
      update organizations set transcripts = ${transcripts}
      where id = ${s.orgId} and transcripts <> ${transcripts} returning id`;
    if (!row) return;
    await record(s, {
      action: "transcripts.set",
      subject: ["organization", s.orgId],
      details: { to: transcripts, host },
    });
  });
}
