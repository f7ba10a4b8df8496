import type { z } from "zod";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { homeCountry } from "../home-country";
import { mergeContacts } from "../merges/merge-contacts";
import { identityKeyOf } from "../rules/identity";
import type { OnMatch } from "../rules/merge";
import { dialledPhone } from "../rules/phone";
import type { newIdentity } from "./schema";

/** `taken`: another contact has it, and whether both are one is asked; `merged`: the organization's rule made them one. */
export type AddedIdentity = { outcome: "added" | "known" | "taken" | "merged"; contactId: string };

/**
 * Gives a contact one more address, typed by a member. One that another contact has shows both to be one person: by the identifier's
 * rule that is proposed, or done at once. Throws NOT_FOUND, and INVALID for what is no address of its kind.
 */
export async function addIdentity(
  scope: MemberScope,
  input: z.infer<typeof newIdentity>,
): Promise<AddedIdentity> {
  return inOrg(scope, async (s) => {
    const { contactId } = input;
    const identifier = await readIdentifier(s, input);
    const [contact] = await s.sql<{ country: string | null }[]>`
      select country from contacts where org_id = ${s.orgId} and id = ${contactId} and merged_into is null for update`;
    if (!contact || identifier === null) throw new DomainError("NOT_FOUND");
    const country = contact.country ?? (await homeCountry(s)) ?? undefined;
    const value = identityKeyOf(input, country);
    const address = input.kind === "phone" ? dialledPhone(input.value, country) : input.value.trim();
    if (!value || !address) throw new DomainError("INVALID", { field: "value" });
    const dialled = input.kind === "phone" ? address : null;
    const [added] = await s.sql<{ id: string }[]>`
      insert into identities (id, contact_id, kind, value, address, dialled)
      values (${newId()}, ${contactId}, ${input.kind}, ${value}, ${address}, ${dialled})
      on conflict do nothing returning id`;
    if (!added) return meet(s, contactId, { ...input, value, onMatch: identifier.onMatch });
    await record(s, {
      action: "identity.added",
      subject: ["contact", contactId],
      details: { identityId: added.id },
    });
    await publish(s, [{ kind: "contact", id: contactId }]);
    return { outcome: "added", contactId };
  });
}

/** What happens when two claim one value. Phones and e-mails are shared in families and firms: there a person decides. */
async function readIdentifier(
  { sql, orgId }: OrgScope,
  { kind, identifier }: z.infer<typeof newIdentity>,
): Promise<{ onMatch: OnMatch } | null> {
  if (kind !== "external") return { onMatch: "propose" };
  const [row] = await sql<{ onMatch: OnMatch }[]>`
    select on_match as "onMatch" from identifiers
    where org_id = ${orgId} and key = ${identifier ?? ""} and archived_at is null`;
  return row ?? null;
}

async function meet(
  s: OrgScope,
  contactId: string,
  { kind, value, identifier, onMatch }: z.infer<typeof newIdentity> & { onMatch: OnMatch },
): Promise<AddedIdentity> {
  const [holder] = await s.sql<{ contact_id: string }[]>`
    select contact_id from identities where org_id = ${s.orgId} and kind = ${kind} and value = ${value}`;
  if (!holder) throw new DomainError("CONFLICT");
  const otherId = holder.contact_id;
  if (otherId === contactId) return { outcome: "known", contactId };
  if (onMatch === "merge") {
    await mergeContacts(s, { keptId: otherId, mergedId: contactId, reason: "identity" });
    return { outcome: "merged", contactId: otherId };
  }
  await propose(s, contactId, otherId, identifier ?? kind);
  return { outcome: "taken", contactId: otherId };
}

async function propose(s: OrgScope, one: string, other: string, shared: string): Promise<void> {
  const id = newId();
  const [made] = await s.sql`
    insert into merge_proposals (id, first_id, second_id, shared, created_at)
    values (${id}, least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid), ${shared}, app_now())
    on conflict do nothing returning id`;
  if (!made) return;
  await record(s, { action: "merge.proposed", subject: ["merge-proposal", id], details: { shared } });
  await publish(
    s,
    [one, other].map((contactId) => ({ kind: "contact", id: contactId })),
  );
}
