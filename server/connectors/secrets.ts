import { open, seal } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import { originOf } from "./rules/template";
import type { ConnectorInput, KeptHeader } from "./schema";

interface Of {
  orgId: string;
  connectorId: string;
  url: string;
}

/** Bound to where they are sent: whoever turns a connector to another host does not take its secrets along. */
const purpose = ({ connectorId, url }: Of) => `connector:${connectorId}:${originOf(url)}`;

/** The headers as they are kept. Throws INVALID ("secrets") where one shall stay that is not there, or was given to another host. */
export function sealHeaders(of: Of, given: ConnectorInput["headers"], kept: KeptHeader[] = []): KeptHeader[] {
  return given.map(({ name, secret, value }) => {
    if (!secret) return { name, value: value ?? "" };
    if (value !== null) return { name, sealed: seal(of.orgId, purpose(of), value) };
    const there = kept.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!there || !("sealed" in there) || !opens(of, there.sealed))
      throw new DomainError("INVALID", { what: "secrets" });
    return { name, sealed: there.sealed };
  });
}

/** By name, to be sent; and which of them are secrets. */
export function openHeaders(
  of: Of,
  kept: KeptHeader[],
): { headers: Record<string, string>; secrets: string[] } {
  const opened = kept.map((one) => {
    const secret = "sealed" in one;
    return { name: one.name, secret, value: secret ? open(of.orgId, purpose(of), one.sealed) : one.value };
  });
  return {
    headers: Object.fromEntries(opened.map(({ name, value }) => [name, value])),
    secrets: opened.filter(({ secret }) => secret).map(({ value }) => value),
  };
}

function opens(of: Of, sealed: string): boolean {
  try {
    open(of.orgId, purpose(of), sealed);
    return true;
  } catch {
    return false;
  }
}
