import { z } from "zod";
import { line } from "@/server/text";
import { onMatches } from "../rules/merge";

/** `identifier` names what an external id is of. */
export const newIdentity = z
  .object({
    contactId: z.uuid(),
    kind: z.enum(["phone", "email", "external"]),
    value: line(254),
    identifier: z.string().min(1).max(60).optional(),
  })
  .refine((one) => (one.kind === "external") === (one.identifier !== undefined));

export const identityRef = z.object({ identityId: z.uuid() });

export const newIdentifier = z.object({ label: line(60), onMatch: z.enum(onMatches) });

/** Only what is named changes. */
export const identifierChange = z.object({
  key: z.string().min(1).max(60),
  label: line(60).optional(),
  onMatch: z.enum(onMatches).optional(),
  archived: z.boolean().optional(),
});
