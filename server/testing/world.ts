import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { channelAccounts } from "@/db/schema/channels";
import { invitations } from "@/db/schema/organizations";
import { templates } from "@/db/schema/templates";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { updateNumber } from "@/server/channels/update-number";
import { enqueue } from "@/server/conversations/enqueue";
import { lockConversation } from "@/server/conversations/lock-conversation";
import { type Role, roles } from "@/server/permissions";
import type { TemplateComponents } from "@/server/templates/schema";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "./factories";

/** One organization with one of everything that a procedure can name. */
export interface World {
  org: TestOrganization;
  members: Record<Role, TestMember>;
  numberId: string;
  templateId: string;
}

/** Needs the simulated carrier: its number is a real one there. */
export async function createWorld(): Promise<World> {
  const org = await createOrganization();
  const entries = roles.map(async (role) => [role, await memberOf(org, role)] as const);
  const members = Object.fromEntries(await Promise.all(entries)) as Record<Role, TestMember>;
  const numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  await updateNumber(org.owner.scope, { numberId, teamId: org.teamId });
  return { org, members, numberId, templateId: await approvedTemplate(org, numberId) };
}

async function approvedTemplate(org: TestOrganization, numberId: string): Promise<string> {
  const id = newId();
  const components: TemplateComponents = [{ type: "BODY", text: "Tu turno es mañana." }];
  await inOrg(org.owner.scope, async (s) => {
    const [number] = await s.db.select().from(channelAccounts).where(eq(channelAccounts.id, numberId));
    await s.db.insert(templates).values({
      id,
      connectionId: number?.connectionId ?? "",
      externalId: id,
      name: "turno",
      language: "es_AR",
      category: "UTILITY",
      status: "APPROVED",
      components,
      syncedAt: s.now,
    });
  });
  return id;
}

async function memberOf(org: TestOrganization, role: Role): Promise<TestMember> {
  return role === "owner" ? org.owner : createMember(org, role);
}

/** A conversation of its own, waiting for an answer. */
export async function waitingConversation({ org, numberId }: World) {
  const { conversationId, messageId } = await createConversation(org, { channelAccountId: numberId });
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ epoch: number; last_seq: number }[]>`
      select epoch, last_seq from conversations where id = ${conversationId}`,
  );
  return { conversationId, messageId, epoch: row?.epoch ?? 0, seenSeq: row?.last_seq ?? 0 };
}

/** A message of which nobody can say whether it arrived. */
export async function unconfirmedMessage(world: World) {
  const { conversationId } = await waitingConversation(world);
  return inOrg(world.org.owner.scope, async (s) => {
    const { messageId } = await enqueue(s, await lockConversation(s, conversationId), {
      content: { type: "text", body: "¿Llegó?" },
      origin: "agent",
      authorId: world.org.owner.memberId,
      clientMessageId: newId(),
      replyToProviderId: null,
    });
    await s.sql`update deliveries set state = 'unconfirmed', pending = false where message_id = ${messageId}`;
    return { conversationId, messageId };
  });
}

/** An invitation that may still be accepted. */
export async function openInvitation({ org }: World, token = newId()): Promise<string> {
  const id = newId();
  const expiresAt = new Date(org.owner.scope.now.getTime() + 86_400_000);
  const email = `guest-${id.slice(-8)}@example.com`;
  await inOrg(org.owner.scope, (s) =>
    s.db
      .insert(invitations)
      .values({ id, email, role: "agent", tokenHash: token, invitedBy: org.owner.memberId, expiresAt }),
  );
  return id;
}
