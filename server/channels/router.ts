import { z } from "zod";
import { afterConnected } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { connect, connectInput } from "./connect";
import { provisionSandboxNumber } from "./provision";
import { capabilitiesOf, listNumbers, readNumber } from "./queries";
import { reconnect, reconnectInput } from "./reconnect";
import { numberInput, refreshHealth } from "./refresh-health";
import { updateNumber, updateNumberInput } from "./update-number";

const sandboxInput = z.object({
  name: z.string().trim().min(1).max(60),
  color: z.string().max(20),
  teamId: z.uuid().nullish(),
});

export const channelsRouter = router({
  list: can("numbers:read").query(({ ctx }) => listNumbers(ctx.scope)),
  byId: can("numbers:read")
    .input(numberInput)
    .query(({ ctx, input }) => readNumber(ctx.scope, input.numberId)),
  capabilities: can("numbers:read")
    .input(numberInput)
    .query(({ ctx, input }) => capabilitiesOf(ctx.scope, input.numberId)),
  addSandbox: can("numbers:update")
    .input(sandboxInput)
    .mutation(({ ctx, input }) => provisionSandboxNumber(ctx.scope, input)),
  connect: can("numbers:update")
    .input(connectInput)
    .mutation(({ ctx, input }) => connect(ctx.scope, input, () => afterConnected(ctx.scope))),
  reconnect: can("numbers:update")
    .input(reconnectInput)
    .mutation(({ ctx, input }) => reconnect(ctx.scope, input)),
  update: can("numbers:update")
    .input(updateNumberInput)
    .mutation(({ ctx, input }) => updateNumber(ctx.scope, input)),
  refresh: can("numbers:update")
    .input(numberInput)
    .mutation(({ ctx, input }) => refreshHealth(ctx.scope, input)),
});
