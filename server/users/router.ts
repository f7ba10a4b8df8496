import { open, router, signedIn } from "@/server/trpc";
import { organizationsOf, profileOf } from "./queries";
import { requestLink } from "./request-link";
import { requestSignUp } from "./request-sign-up";
import { linkRequest, signUpRequest } from "./schema";

export const usersRouter = router({
  requestSignUp: open.input(signUpRequest).mutation(({ ctx, input }) => requestSignUp(input, ctx.ip)),
  requestLink: open.input(linkRequest).mutation(({ ctx, input }) => requestLink(input, ctx.ip)),
  me: signedIn.query(({ ctx }) => profileOf(ctx.claims.userId)),
  organizations: signedIn.query(({ ctx }) => organizationsOf(ctx.claims.userId)),
});
