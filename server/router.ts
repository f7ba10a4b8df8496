import { auditRouter } from "./audit/router";
import { organizationsRouter } from "./organizations/router";
import { createCaller, router } from "./trpc";
import { usersRouter } from "./users/router";
import { webhooksRouter } from "./webhooks/router";

/** The whole API, one line per module. */
export const appRouter = router({
  audit: auditRouter,
  organizations: organizationsRouter,
  users: usersRouter,
  webhooks: webhooksRouter,
});
export type AppRouter = typeof appRouter;

/** Calls the API from inside the server: `callerFor(context).organizations.settings()`. */
export const callerFor = createCaller(appRouter);
