import { sandbox } from "@/server/channels/provision";
import { DomainError } from "@/server/errors";
import { type SandboxClient, SandboxError } from "@/server/sandbox/client";

/**
 * Asks the simulated carrier. Throws CARRIER_UNREACHABLE when it is away, INVALID for what it does not take, NOT_FOUND for a
 * person or message that it does not know.
 */
export async function atCarrier<T>(ask: (carrier: SandboxClient) => Promise<T>): Promise<T> {
  try {
    return await ask(sandbox());
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    throw new DomainError(codes[error.code], {}, { cause: error });
  }
}

const codes = {
  unreachable: "CARRIER_UNREACHABLE",
  timeout: "CARRIER_UNREACHABLE",
  unauthorized: "CARRIER_UNREACHABLE",
  failed: "CARRIER_UNREACHABLE",
  not_found: "NOT_FOUND",
  invalid: "INVALID",
} as const;
