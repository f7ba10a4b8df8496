import { can, router } from "@/server/trpc";
import { markMentionsRead } from "./mark-mentions-read";
import { countMentions, listMentions } from "./queries";
import { mentionList, mentionsRead } from "./schema";

export const mentionsRouter = router({
  list: can("conversations:note")
    .input(mentionList)
    .query(({ ctx, input }) => listMentions(ctx.scope, input)),
  count: can("conversations:note").query(({ ctx }) => countMentions(ctx.scope)),
  markRead: can("conversations:note")
    .input(mentionsRead)
    .mutation(({ ctx, input }) => markMentionsRead(ctx.scope, input)),
});
