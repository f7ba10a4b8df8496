import type { Right } from "@/server/permissions";

/** What can be set, and who sees it. */
export const subjects = [
  { key: "organization", right: "organization:read" },
  { key: "members", right: "members:read" },
  { key: "teams", right: "organization:read" },
  { key: "attendance", right: "members:read" },
  { key: "numbers", right: "numbers:read" },
  { key: "routing", right: "routing:read" },
  { key: "conversations", right: "conversations:read" },
  { key: "contact-data", right: "contacts:read" },
  { key: "sla", right: "organization:read" },
  { key: "consent", right: "contacts:read" },
  { key: "campaigns", right: "campaigns:settings" },
  { key: "canned", right: "conversations:read" },
  { key: "connectors", right: "connectors:read" },
  { key: "parked", right: "parked:read" },
  { key: "audit", right: "audit:read" },
  { key: "notifications", right: "conversations:read" },
  { key: "account", right: "organization:read" },
] as const satisfies { key: string; right: Right }[];
