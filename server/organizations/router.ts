import { can, router } from "@/server/trpc";
import { organizationSettings } from "./queries";

export const organizationsRouter = router({
  settings: can("organization:read").query(({ ctx }) => organizationSettings(ctx.scope)),
});
