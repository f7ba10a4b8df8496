import { z } from "zod";
import { contactRef } from "@/server/contacts/schema";
import { afterClosed, afterReplied, claimStarted } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { close, closeInput } from "./close";
import { createCloseReason, newCloseReason } from "./create-close-reason";
import { decideInput, decideUnconfirmed } from "./decide-unconfirmed";
import { markSeen, markSeenInput } from "./mark-seen";
import { note, noteInput } from "./note";
import { alertsInput, readAlerts } from "./queries/alerts";
import { readClosing } from "./queries/closing";
import { countConversations, countsInput } from "./queries/counts";
import { feedInput, readFeed } from "./queries/feed";
import { contactFiles } from "./queries/files";
import { findConversation, listConversations, listInput } from "./queries/list";
import { panelInput, readPanel } from "./queries/panel";
import { numberPriceInput, priceInput, priceOfNext, priceOnNumber } from "./queries/price";
import {
  search,
  searchInput,
  searchMessages,
  searchMessagesInput,
  searchPeople,
  searchPeopleInput,
} from "./queries/search";
import { messageOn, messageOnInput, searchThread, searchThreadInput } from "./queries/search-thread";
import { readStart, startOptionsInput } from "./queries/start";
import { readThread } from "./queries/thread";
import { threadInput } from "./queries/thread-range";
import { readTimeline, timelineInput } from "./queries/timeline";
import { react, reactInput } from "./react";
import { reply, replyInput } from "./reply";
import { sendTemplate, sendTemplateInput } from "./send-template";
import { snooze, snoozeInput } from "./snooze";
import { startConversation, startInput } from "./start-conversation";
import { askTranscript } from "./transcripts/ask-transcript";
import { askTranscriptInput } from "./transcripts/schema";
import { closeReasonChange, updateCloseReason } from "./update-close-reason";
import { wake, wakeInput } from "./wake";

export const conversationsRouter = router({
  list: can("conversations:read")
    .input(listInput)
    .query(({ ctx, input }) => listConversations(ctx.scope, input)),
  counts: can("conversations:read")
    .input(countsInput)
    .query(({ ctx, input }) => countConversations(ctx.scope, input)),
  byId: can("conversations:read")
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => findConversation(ctx.scope, input.id)),
  thread: can("conversations:read")
    .input(threadInput)
    .query(({ ctx, input }) => readThread(ctx.scope, input)),
  search: can("conversations:read")
    .input(searchInput)
    .query(({ ctx, input }) => search(ctx.scope, input)),
  searchMessages: can("conversations:read")
    .input(searchMessagesInput)
    .query(({ ctx, input }) => searchMessages(ctx.scope, input)),
  searchPeople: can("conversations:read")
    .input(searchPeopleInput)
    .query(({ ctx, input }) => searchPeople(ctx.scope, input)),
  searchThread: can("conversations:read")
    .input(searchThreadInput)
    .query(({ ctx, input }) => searchThread(ctx.scope, input)),
  messageOn: can("conversations:read")
    .input(messageOnInput)
    .query(({ ctx, input }) => messageOn(ctx.scope, input)),
  panel: can("conversations:read")
    .input(panelInput)
    .query(({ ctx, input }) => readPanel(ctx.scope, input)),
  price: can("conversations:read")
    .input(priceInput)
    .query(({ ctx, input }) => priceOfNext(ctx.scope, input)),
  priceOnNumber: can("numbers:read")
    .input(numberPriceInput)
    .query(({ ctx, input }) => priceOnNumber(ctx.scope, input)),
  alerts: can("conversations:read")
    .input(alertsInput)
    .query(({ ctx, input }) => readAlerts(ctx.scope, input)),
  timeline: can("conversations:read")
    .input(timelineInput)
    .query(({ ctx, input }) => readTimeline(ctx.scope, input)),
  files: can("conversations:read")
    .input(contactRef)
    .query(({ ctx, input }) => contactFiles(ctx.scope, input)),
  feed: can("conversations:read")
    .input(feedInput)
    .query(({ ctx, input }) => readFeed(ctx.scope, input)),
  reply: can("conversations:reply")
    .input(replyInput)
    .mutation(({ ctx, input }) =>
      reply(ctx.scope, input, () => afterReplied(ctx.scope, input.conversationId)),
    ),
  sendTemplate: can("conversations:reply")
    .input(sendTemplateInput)
    .mutation(({ ctx, input }) =>
      sendTemplate(ctx.scope, input, () => afterReplied(ctx.scope, input.conversationId)),
    ),
  startOptions: can("conversations:reply")
    .input(startOptionsInput)
    .query(({ ctx, input }) => readStart(ctx.scope, input)),
  start: can("conversations:reply")
    .input(startInput)
    .mutation(({ ctx, input }) =>
      startConversation(ctx.scope, input, (s, id) => claimStarted(ctx.scope, s, id)),
    ),
  react: can("conversations:reply")
    .input(reactInput)
    .mutation(({ ctx, input }) => react(ctx.scope, input)),
  decideUnconfirmed: can("conversations:reply")
    .input(decideInput)
    .mutation(({ ctx, input }) => decideUnconfirmed(ctx.scope, input)),
  askTranscript: can("transcripts:ask")
    .input(askTranscriptInput)
    .mutation(({ ctx, input }) => askTranscript(ctx.scope, input)),
  note: can("conversations:note")
    .input(noteInput)
    .mutation(({ ctx, input }) => note(ctx.scope, input)),
  markSeen: can("conversations:read")
    .input(markSeenInput)
    .mutation(({ ctx, input }) => markSeen(ctx.scope, input)),
  close: can("conversations:close")
    .input(closeInput)
    .mutation(({ ctx, input }) => close(ctx.scope, input, (ids) => afterClosed(ctx.scope.orgId, ids))),
  closing: can("conversations:read").query(({ ctx }) => readClosing(ctx.scope)),
  createCloseReason: can("close-reasons:update")
    .input(newCloseReason)
    .mutation(({ ctx, input }) => createCloseReason(ctx.scope, input)),
  updateCloseReason: can("close-reasons:update")
    .input(closeReasonChange)
    .mutation(({ ctx, input }) => updateCloseReason(ctx.scope, input)),
  snooze: can("conversations:snooze")
    .input(snoozeInput)
    .mutation(({ ctx, input }) => snooze(ctx.scope, input)),
  wake: can("conversations:snooze")
    .input(wakeInput)
    .mutation(({ ctx, input }) => wake(ctx.scope, input)),
});
