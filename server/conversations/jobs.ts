import { conversationClosed } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { scopeForSystem } from "@/server/scope";
import { sendClosing } from "./send-closing";

/** Whoever closes has ten seconds to take it back: only then does the customer hear of it. */
export const takeLeave = inngest.createFunction(
  { id: "take-leave", triggers: [conversationClosed], retries: 2 },
  async ({ event, step }) => {
    const { orgId, conversationId, closedAt } = event.data;
    await step.sleep("may-be-taken-back", "15s");
    await step.run("say", async () =>
      sendClosing(await scopeForSystem(orgId, "take-leave"), conversationId, closedAt),
    );
  },
);
