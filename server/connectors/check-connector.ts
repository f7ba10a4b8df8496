import { refusalOf } from "@/server/egress";
import { DomainError } from "@/server/errors";
import { sampleOf } from "./rules/template";
import type { ConnectorInput } from "./schema";

/** Throws ADDRESS_REFUSED with why where the address is not one of the open internet, and INVALID for a POST without a body. */
export function checkConnector({ url, method, body }: ConnectorInput): void {
  const why = refusalOf(sampleOf(url));
  if (why) throw new DomainError("ADDRESS_REFUSED", { why });
  if (method === "POST" && body === null) throw new DomainError("INVALID", { what: "body" });
}
