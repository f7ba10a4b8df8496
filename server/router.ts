import { organizationsRouter } from "./organizations/router";
import { createCaller, router } from "./trpc";
import { usersRouter } from "./users/router";

/** The whole API, one line per module. */
export const appRouter = router({
  organizations: organizationsRouter,
  users: usersRouter,
});
export type AppRouter = typeof appRouter;

/** Calls the API from inside the server: `callerFor(context).organizations.settings()`. */
export const callerFor = createCaller(appRouter);
