import { router, signedIn } from "@/server/trpc";
import { organizationsOf } from "./queries";

export const usersRouter = router({
  organizations: signedIn.query(({ ctx }) => organizationsOf(ctx.claims.userId)),
});
