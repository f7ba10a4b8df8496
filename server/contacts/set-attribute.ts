import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { AttributeType } from "./rules/attribute";
import { readWritten } from "./rules/written-value";
import type { attributeValue } from "./schema";

/** Sets one value of a contact, or takes it away. Throws NOT_FOUND, and INVALID for what is not of the attribute's type. */
export async function setAttribute(
  scope: MemberScope,
  { contactId, key, value }: z.infer<typeof attributeValue>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [definition] = await s.sql<{ type: AttributeType; choices: string[] }[]>`
      select type, choices from attribute_definitions where org_id = ${s.orgId} and key = ${key} and archived_at is null`;
    if (!definition) throw new DomainError("NOT_FOUND");
    const read = value === null ? null : readWritten(definition.type, value);
    const wrongChoice =
      definition.type === "choice" && read !== null && !definition.choices.includes(`${read}`);
    if ((value !== null && read === null) || wrongChoice) throw new DomainError("INVALID", { what: key });
    const [changed] = await s.sql`
      update contacts set attribute_sources = attribute_sources - ${key}::text, attributes = case when ${read === null} then attributes - ${key}::text
        else attributes || jsonb_build_object(${key}::text, ${asRow(read)}::text::jsonb) end
      where org_id = ${s.orgId} and id = ${contactId} and merged_into is null returning id`;
    if (!changed) throw new DomainError("NOT_FOUND");
    await record(s, {
      action: "contact.attribute-set",
      subject: ["contact", contactId],
      details: { fields: [key] },
    });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
