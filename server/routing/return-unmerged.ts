import { inOrg } from "@/db/org";
import type { GivenBack } from "@/server/contacts/merges/schema";
import { appendEvent } from "@/server/conversations/append-event";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { giveBack } from "./give-back";

/** Conversations that the end of a merge opened again go to whoever had them; what nobody had waits as work. Its caller left the trace. */
export async function returnUnmerged(scope: MemberScope, open: GivenBack[]): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockRouting(s);
    await giveBack(s, open);
    const ids = open.map((one) => one.id);
    await appendEvent(s, { conversationIds: ids }, "reopened", {});
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
  });
}
