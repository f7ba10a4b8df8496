import { can, router } from "@/server/trpc";
import { createObjectType } from "./create-object-type";
import { orderObjectTypes } from "./order-object-types";
import { objectTypeList } from "./queries";
import { newObjectType, objectTypeChange, objectTypeOrder } from "./schema";
import { updateObjectType } from "./update-object-type";

export const objectsRouter = router({
  types: can("contacts:read").query(({ ctx }) => objectTypeList(ctx.scope)),
  createType: can("attributes:update")
    .input(newObjectType)
    .mutation(({ ctx, input }) => createObjectType(ctx.scope, input)),
  updateType: can("attributes:update")
    .input(objectTypeChange)
    .mutation(({ ctx, input }) => updateObjectType(ctx.scope, input)),
  orderTypes: can("attributes:update")
    .input(objectTypeOrder)
    .mutation(({ ctx, input }) => orderObjectTypes(ctx.scope, input)),
});
