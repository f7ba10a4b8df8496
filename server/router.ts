import { auditRouter } from "./audit/router";
import { campaignsRouter } from "./campaigns/router";
import { channelsRouter } from "./channels/router";
import { sandboxRouter } from "./channels/sandbox/router";
import { connectorsRouter } from "./connectors/router";
import { contactsRouter } from "./contacts/router";
import { cannedRouter } from "./conversations/canned/router";
import { draftsRouter } from "./conversations/drafts/router";
import { mentionsRouter } from "./conversations/mentions/router";
import { conversationsRouter } from "./conversations/router";
import { scheduledRouter } from "./conversations/scheduled/router";
import { viewsRouter } from "./conversations/views/router";
import { labelsRouter } from "./labels/router";
import { ledgerRouter } from "./ledger/router";
import { organizationsRouter } from "./organizations/router";
import { reportsRouter } from "./reports/router";
import { routingRouter } from "./routing/router";
import { segmentsRouter } from "./segments/router";
import { slaRouter } from "./sla/router";
import { supervisionRouter } from "./supervision/router";
import { tasksRouter } from "./tasks/router";
import { templatesRouter } from "./templates/router";
import { createCaller, router } from "./trpc";
import { usersRouter } from "./users/router";
import { webhooksRouter } from "./webhooks/router";

/** The whole API, one line per module. */
export const appRouter = router({
  audit: auditRouter,
  ledger: ledgerRouter,
  campaigns: campaignsRouter,
  canned: cannedRouter,
  channels: channelsRouter,
  connectors: connectorsRouter,
  contacts: contactsRouter,
  conversations: conversationsRouter,
  drafts: draftsRouter,
  mentions: mentionsRouter,
  scheduled: scheduledRouter,
  labels: labelsRouter,
  tasks: tasksRouter,
  organizations: organizationsRouter,
  reports: reportsRouter,
  routing: routingRouter,
  sandbox: sandboxRouter,
  segments: segmentsRouter,
  sla: slaRouter,
  supervision: supervisionRouter,
  templates: templatesRouter,
  users: usersRouter,
  views: viewsRouter,
  webhooks: webhooksRouter,
});
export type AppRouter = typeof appRouter;

/** Calls the API from inside the server: `callerFor(context).organizations.settings()`. */
export const callerFor = createCaller(appRouter);
