import { contactRef } from "@/server/contacts/schema";
import { can, router } from "@/server/trpc";
import { archiveConnector } from "./archive-connector";
import { createConnector } from "./create-connector";
import { contactReadings, findConnector, listConnectors } from "./queries";
import { refreshContact } from "./refresh-contact";
import {
  connectorArchiving,
  connectorChange,
  connectorManyTrial,
  connectorRef,
  connectorTrial,
  newConnector,
  refreshing,
} from "./schema";
import { mappingTargets } from "./targets";
import { tryConnector } from "./try-connector";
import { tryMany } from "./try-many";
import { updateConnector } from "./update-connector";

export const connectorsRouter = router({
  list: can("connectors:read").query(({ ctx }) => listConnectors(ctx.scope)),
  targets: can("connectors:read").query(({ ctx }) => mappingTargets(ctx.scope)),
  find: can("connectors:read")
    .input(connectorRef)
    .query(({ ctx, input }) => findConnector(ctx.scope, input)),
  create: can("connectors:update")
    .input(newConnector)
    .mutation(({ ctx, input }) => createConnector(ctx.scope, input)),
  update: can("connectors:update")
    .input(connectorChange)
    .mutation(({ ctx, input }) => updateConnector(ctx.scope, input)),
  archive: can("connectors:update")
    .input(connectorArchiving)
    .mutation(({ ctx, input }) => archiveConnector(ctx.scope, input)),
  try: can("connectors:update")
    .input(connectorTrial)
    .mutation(({ ctx, input }) => tryConnector(ctx.scope, input)),
  tryMany: can("connectors:update")
    .input(connectorManyTrial)
    .mutation(({ ctx, input }) => tryMany(ctx.scope, input)),
  readings: can("contacts:read")
    .input(contactRef)
    .query(({ ctx, input }) => contactReadings(ctx.scope, input)),
  refresh: can("connectors:refresh")
    .input(refreshing)
    .mutation(({ ctx, input }) => refreshContact(ctx.scope, input)),
});
