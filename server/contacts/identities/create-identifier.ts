import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { keyOf } from "../rules/key-of";
import type { newIdentifier } from "./schema";

/** Adds something by which customers are told apart. Throws CONFLICT when one is called so, archived or not. */
export async function createIdentifier(
  scope: MemberScope,
  { label, onMatch }: z.infer<typeof newIdentifier>,
): Promise<{ key: string }> {
  return inOrg(scope, async (s) => {
    const [made] = await s.sql<{ key: string }[]>`
      insert into identifiers (key, label, on_match, created_at) values (${keyOf(label)}, ${label}, ${onMatch}, app_now())
      on conflict do nothing returning key`;
    if (!made) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "identifier.created", subject: ["identifier", null], details: { onMatch } });
    return made;
  });
}
