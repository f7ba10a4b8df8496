import { sql as raw } from "drizzle-orm";
import { newId } from "@/db/id";
import { inOrg, platform } from "@/db/org";
import { channelAccounts, connections } from "@/db/schema/channels";
import { members, organizations, teamMembers, teams, users } from "@/db/schema/organizations";
import { receive } from "@/server/conversations/receive";
import type { Role } from "@/server/permissions";
import { enqueueWork } from "@/server/routing/enqueue-work";
import { type MemberScope, type SessionClaims, scopeForNewMember, scopeForSystem } from "@/server/scope";

let counter = 0;
/** A number of its own for each thing made, so that nothing collides within a file. */
const next = () => ++counter;

/** Somebody signed in: what a procedure gets (claims), what a verb gets (scope). */
export interface TestMember {
  userId: string;
  memberId: string;
  email: string;
  claims: SessionClaims;
  scope: MemberScope;
}

export interface TestOrganization {
  orgId: string;
  slug: string;
  teamId: string;
  owner: TestMember;
}

/** An organization with its owner in its first team, and nothing else. */
export async function createOrganization(
  given: { name?: string; timeZone?: string } = {},
): Promise<TestOrganization> {
  const orgId = newId();
  const teamId = newId();
  const slug = `organization-${next()}-${orgId.slice(-6)}`;
  const { name = slug, timeZone = "UTC" } = given;
  await inOrg(await scopeForSystem(orgId, "test"), async (s) => {
    await s.db.insert(organizations).values({ id: orgId, slug, name, timeZone });
    await s.db.insert(teams).values({ id: teamId, name: "General" });
  });
  const owner = await createMember({ orgId, slug, teamId }, "owner");
  return { orgId, slug, teamId, owner };
}

/** A present member with an account of their own; in the organization's first team unless `teamIds` says otherwise. */
export async function createMember(
  org: Pick<TestOrganization, "orgId" | "slug" | "teamId">,
  role: Role,
  given: { teamIds?: string[]; presence?: "online" | "away" | "offline"; maxConversations?: number } = {},
): Promise<TestMember> {
  const [userId, memberId] = [newId(), newId()];
  const name = `${role} ${next()}`;
  const email = `${role}-${memberId.slice(-8)}@example.com`;
  const { teamIds = [org.teamId], ...columns } = given;
  await platform().insert(users).values({ id: userId, email, name, emailVerifiedAt: raw`now()` });
  await inOrg(await scopeForSystem(org.orgId, "test"), async (s) => {
    await s.db.insert(members).values({ id: memberId, userId, name, email, role, ...columns });
    for (const teamId of teamIds) await s.db.insert(teamMembers).values({ teamId, memberId });
  });
  const scope = await scopeForNewMember(org.orgId, memberId, org.slug);
  return { userId, memberId, email, claims: { userId, sessionVersion: 1 }, scope };
}

/** A number on a connection of its own. Its secrets open nothing. */
export async function createNumber(
  org: TestOrganization,
  given: { teamId?: string | null; name?: string } = {},
) {
  const [connectionId, channelAccountId] = [newId(), newId()];
  const n = next();
  const externalId = `10${Date.now()}${n}`;
  const { teamId = org.teamId, name = `Number ${n}` } = given;
  const sealed = { tokenSealed: "-", appSecretSealed: "-", verifyTokenSealed: "-" };
  const address = `+54911${String(n).padStart(8, "0")}`;
  await inOrg(org.owner.scope, async (s) => {
    const connection = { id: connectionId, channel: "whatsapp", carrier: "sandbox" as const };
    await s.db.insert(connections).values({ ...connection, externalId: `2${externalId}`, ...sealed });
    const account = {
      id: channelAccountId,
      connectionId,
      channel: "whatsapp",
      externalId,
      address,
      name,
      teamId,
    };
    await s.db.insert(channelAccounts).values(account);
  });
  return { connectionId, channelAccountId, externalId, address };
}

/**
 * A customer's message through the real verb: contact, identity, conversation with an open window, message, work item
 * waiting. Two calls with one `phone` and one number go into one conversation.
 */
export async function createConversation(
  org: TestOrganization,
  given: { channelAccountId?: string; phone?: string; text?: string } = {},
) {
  const channelAccountId = given.channelAccountId ?? (await createNumber(org)).channelAccountId;
  const phone = given.phone ?? `54911${String(next()).padStart(8, "5")}`;
  return inOrg(await scopeForSystem(org.orgId, "test"), async (s) => {
    const message = {
      type: "message" as const,
      providerId: `wamid.${newId()}`,
      from: {
        name: `Customer ${phone}`,
        addresses: [{ kind: "phone" as const, value: phone, address: `+${phone}` }],
      },
      content: { type: "text" as const, body: given.text ?? "Hola" },
      occurredAt: s.now,
    };
    const received = await receive(s, [{ channelAccountId, windowHours: 24, message }]);
    await enqueueWork(s, received.openedIds);
    const [row] = await s.sql<
      { conversation_id: string; message_id: string; contact_id: string; identity_id: string }[]
    >`
      select conversation_id, id as message_id, contact_id, identity_id from messages where provider_id = ${message.providerId}`;
    if (!row) throw new Error("The message was not applied");
    return {
      channelAccountId,
      conversationId: row.conversation_id,
      messageId: row.message_id,
      contactId: row.contact_id,
      identityId: row.identity_id,
    };
  });
}
