import type { CarrierAccount, ChannelAdapter } from "@/server/channels/adapter";
import { baseUrlOf, connection } from "@/server/channels/directory";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";

interface Reached {
  adapter: ChannelAdapter;
  account: Omit<CarrierAccount, "externalId">;
}

/** How the templates of a connection are reached at its carrier. Throws NOT_FOUND for a connection of somebody else. */
export async function accountOf(scope: Scope, connectionId: string): Promise<Reached> {
  const through = await connection(connectionId);
  if (!through || through.orgId !== scope.orgId) throw new DomainError("NOT_FOUND", { connectionId });
  return {
    adapter: adapterFor(through.channel),
    account: {
      baseUrl: baseUrlOf(through.carrier),
      connectionExternalId: through.externalId,
      token: through.token,
    },
  };
}
