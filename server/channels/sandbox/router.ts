import { clockInput } from "@/server/organizations/set-clock";
import { afterClockMoved } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { act } from "./act";
import { moveClock } from "./move-clock";
import { chat, chats, clock, phoneNumbers, suggestions } from "./queries";
import { read } from "./read";
import { actInput, chatRef, phoneRef, speakInput, suggestionsInput } from "./schema";
import { speak } from "./speak";

export const sandboxRouter = router({
  numbers: can("sandbox:use").query(({ ctx }) => phoneNumbers(ctx.scope)),
  chats: can("sandbox:use")
    .input(phoneRef)
    .query(({ ctx, input }) => chats(ctx.scope, input.numberId)),
  chat: can("sandbox:use")
    .input(chatRef)
    .query(({ ctx, input }) => chat(ctx.scope, input)),
  suggestions: can("sandbox:use")
    .input(suggestionsInput)
    .query(({ input }) => suggestions(input.seed, input.country)),
  speak: can("sandbox:use")
    .input(speakInput)
    .mutation(({ ctx, input }) => speak(ctx.scope, input)),
  read: can("sandbox:use")
    .input(chatRef)
    .mutation(({ ctx, input }) => read(ctx.scope, input)),
  act: can("sandbox:use")
    .input(actInput)
    .mutation(({ ctx, input }) => act(ctx.scope, input)),
  clock: can("sandbox:use").query(({ ctx }) => clock(ctx.scope)),
  moveClock: can("organization:update")
    .input(clockInput)
    .mutation(({ ctx, input }) => moveClock(ctx.scope, input, () => afterClockMoved(ctx.scope))),
});
