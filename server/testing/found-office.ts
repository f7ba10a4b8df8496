import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { encode } from "next-auth/jwt";
import { connectBank } from "@/db/demo/bank";
import { cooperativaTemplates } from "@/db/demo/templates";
import { foundOrganization } from "@/db/found-organization";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRows } from "@/db/rows";
import { provisionSandboxNumber, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { phoneKey } from "@/server/contacts/rules/phone";
import { env } from "@/server/env";
import { debtors } from "@/server/local/bank/customers";
import type { StandIn } from "@/server/local/stand-in";
import { setPresence } from "@/server/organizations/presence/set-presence";
import { afterPlaceFreed } from "@/server/reactions";
import { type Scope, scopeForNewMember, scopeForSystem } from "@/server/scope";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { hashPassword } from "@/server/users/password";
import { userByEmail } from "@/server/users/queries";
import { campaignFacts } from "./campaign-facts";
import type { FoundedOffice, OfficePlan, Person, Silence } from "./office";

/** Everybody of an office signs in with it. */
const password = "una frase de prueba";

/**
 * Founds offices for page tests, whose runner does not load the product's code: `POST /` with an OfficePlan. `POST /silence` lets somebody's
 * browsers have been silent for so many minutes; `POST /campaign` says what the database and the carrier's log say of the newest one.
 */
export async function startOffices(): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const answer = await json(request)
      .then((asked) => {
        if (request.url === "/silence") return silence(asked as Silence);
        if (request.url === "/campaign") return campaignFacts(asked as { orgId: string; late: number });
        return foundOffice(asked as OfficePlan);
      })
      .catch((error: Error) => ({ error: error.stack }));
    response.writeHead("error" in answer ? 500 : 200).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    name: "offices",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function silence({ orgId, memberId, minutes }: Silence): Promise<object> {
  await inOrg(
    await scopeForSystem(orgId, "test"),
    (s) => s.sql`
      insert into heartbeats (member_id, seen_at, active_at)
      values (${memberId}, now() - ${minutes} * interval '1 minute', now() - ${minutes} * interval '1 minute')
      on conflict (org_id, member_id) do update set seen_at = excluded.seen_at, active_at = excluded.active_at`,
  );
  return {};
}

async function foundOffice(plan: OfficePlan): Promise<FoundedOffice> {
  const slug = `prueba-${randomUUID().slice(0, 8)}`;
  const { name = "Clínica Prueba", locale = "es" } = plan;
  const staff = [{ name: "Olga", role: "owner" as const }, ...(plan.members ?? [])].map((member) => ({
    ...member,
    email: `${member.name.toLowerCase()}@${slug}.example`,
  }));
  const { scope, memberIds, teamIds } = await foundOrganization({
    slug,
    name,
    locale,
    timeZone: "America/Argentina/Buenos_Aires",
    businessHours: null,
    passwordHash: await hashPassword(password),
    teams: ["General"],
    members: staff.map((member) => ({ maxConversations: 20, ...member, teams: [0] })),
  });
  const numberId = await provisionSandboxNumber(scope, { name, teamId: teamIds[0] ?? null });
  if (plan.bank)
    for (const template of cooperativaTemplates)
      await sandbox().approveTemplate(sandboxBusiness(scope.orgId), template);
  await syncConnectionTemplates(scope);
  const bankKey = `${env().BANK_KEY}:${slug}`;
  if (plan.bank) await connectBank(await scopeForNewMember(scope.orgId, memberIds[0] ?? "", slug), bankKey);
  if (plan.debtors) await insertDebtors(scope, plan.debtors, bankKey);
  const people: Person[] = [];
  for (const [place, member] of staff.entries()) {
    const memberId = memberIds[place] ?? "";
    const own = await scopeForNewMember(scope.orgId, memberId, slug);
    await setPresence(own, { presence: "online" }, () => afterPlaceFreed(own));
    people.push({ ...member, memberId, session: await sessionOf(member.email) });
  }
  return {
    orgId: scope.orgId,
    slug,
    name,
    numberId,
    phoneId: await phoneOf(scope.orgId, numberId),
    people,
    password,
    bankKey,
  };
}

/** As the bank knows them too (server/local/bank/customers.ts). */
async function insertDebtors(scope: Scope, count: number, bankKey: string): Promise<void> {
  await fetch(`${env().BANK_URL}/admin/debtors`, {
    method: "POST",
    headers: { "x-api-key": bankKey },
    body: JSON.stringify({ count }),
  });
  const rows = debtors(count).map(({ name, phone }) => ({
    ...{ id: newId(), identity: newId(), consent: newId(), name, phone, key: phoneKey(phone) ?? phone },
  }));
  await inOrg(scope, async ({ sql }) => {
    const x = sql`jsonb_to_recordset(${asRows(rows)}::text::jsonb)
      as x(id uuid, identity uuid, consent uuid, name text, phone text, key text)`;
    await sql`insert into contacts (id, name, country) select x.id, x.name, 'AR' from ${x}`;
    await sql`
      insert into identities (id, contact_id, kind, value, address) select x.identity, x.id, 'phone', x.key, x.phone from ${x}`;
    await sql`
      insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select x.consent, x.identity, 'any', 'service', 'in', 'import', now() - interval '1 day' from ${x}`;
  });
}

/** What signing in would have left in the browser. */
async function sessionOf(email: string): Promise<string> {
  const user = await userByEmail(email);
  const signedInAt = Math.floor(Date.now() / 1000);
  const token = { sub: user?.id ?? "", sessionVersion: user?.sessionVersion ?? 0, signedInAt };
  return encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: 3_600 });
}

async function phoneOf(orgId: string, numberId: string): Promise<string> {
  const [row] = await inOrg(
    await scopeForSystem(orgId, "test"),
    (s) => s.sql<{ external_id: string }[]>`select external_id from channel_accounts where id = ${numberId}`,
  );
  return row?.external_id ?? "";
}
