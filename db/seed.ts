import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { updateNumber } from "@/server/channels/update-number";
import { deliveriesSettled } from "@/server/conversations/deliver";
import { fetchAttachments } from "@/server/conversations/fetch-attachments";
import { setPresence } from "@/server/organizations/presence/set-presence";
import { setTranscripts } from "@/server/organizations/set-transcripts";
import { afterPlaceFreed } from "@/server/reactions";
import { type Scope, scopeForNewMember, scopeForSystem } from "@/server/scope";
import { syncTemplates } from "@/server/templates/sync";
import { transcriptionHost } from "@/server/transcription";
import { hashPassword } from "@/server/users/password";
import { connectBank } from "./demo/bank";
import { cooperativa } from "./demo/cooperativa";
import { type Receiver, startReceiver } from "./demo/receiver";
import type { Demo } from "./demo/script";
import { type Cast, Stage } from "./demo/stage";
import { tienda } from "./demo/tienda";
import { setWays } from "./demo/ways";
import { type Founded, foundOrganization } from "./found-organization";

export interface SignIn {
  email: string;
  password: string;
  org: string;
  role: string;
}

/** Everybody of the demo signs in with it. */
const password = "hilo-demo-2026";
const timeZone = "America/Argentina/Buenos_Aires";
const workday = [{ from: "08:00", to: "20:00" }];
const hours = {
  timeZone,
  week: { "1": workday, "2": workday, "3": workday, "4": workday, "5": workday, "6": workday },
  holidays: [{ date: "2026-12-25", name: "Navidad" }],
};

/**
 * Two organizations that have been at work for some days: their conversations come from the sandbox carrier through the product's
 * own intake and verbs, each at its own time. One that is there stays as it is. Returns who can sign in. Throws when the carrier is away.
 */
export async function seedDemo(): Promise<SignIn[]> {
  const receiver = await startReceiver();
  const before = await sandbox().settings();
  await sandbox().changeSettings({ statusDelaysMs: { sent: 1, delivered: 2 } });
  try {
    const passwordHash = await hashPassword(password);
    await Promise.all([cooperativa, tienda].map((demo) => playDemo(demo, passwordHash, receiver)));
  } finally {
    await sandbox().changeSettings({ statusDelaysMs: before.statusDelaysMs });
    await receiver.close();
  }
  return [cooperativa, tienda].flatMap(signInsOf);
}

async function playDemo(demo: Demo, passwordHash: string, receiver: Receiver): Promise<void> {
  const [there] = await sql()`select 1 from users where email = ${emailOf(demo, "owner")}`;
  if (there) return;
  const founded = await found(demo, passwordHash);
  const cast = await settleIn(demo, founded);
  const owner = await scopeForNewMember(founded.scope.orgId, cast.memberIds.get("owner") ?? "", demo.slug);
  // Before they speak: what was said earlier is not handed to anybody by itself.
  if (transcriptionHost()) await setTranscripts(owner, { transcripts: "always" });
  await new Stage(cast, receiver).play(demo.steps);
  await deliveriesSettled();
  if (demo.ways) await setWays(owner, demo, demo.ways, founded.teamIds);
  if (demo.asksBank) await connectBank(owner);
  await fetchAttachments(await scopeForSystem(cast.orgId, "seed"));
}

const emailOf = (demo: Demo, key: string) => `${key}@${demo.slug}.example`;

function found(demo: Demo, passwordHash: string): Promise<Founded> {
  const members = demo.members.map(({ key, name, role, teams, max }) => ({
    name,
    email: emailOf(demo, key),
    role,
    teams,
    maxConversations: max,
  }));
  const { slug, name, teams } = demo;
  return foundOrganization({
    slug,
    name,
    locale: "es",
    timeZone,
    businessHours: hours,
    passwordHash,
    teams,
    members,
  });
}

/** Numbers, what they say by themselves, templates, and who is there. */
async function settleIn(demo: Demo, { scope, memberIds, teamIds }: Founded): Promise<Cast> {
  const member = (key: string) =>
    scopeForNewMember(scope.orgId, memberIds[demo.members.findIndex((m) => m.key === key)] ?? "", demo.slug);
  for (const { name, color, country, team, standard } of demo.numbers) {
    const teamId = team === null ? null : (teamIds[team] ?? null);
    const numberId = await provisionSandboxNumber(scope, { name, color, country, teamId });
    await updateNumber(await member("owner"), { numberId, settings: { standardMessages: standard } });
  }
  const { phoneIds, connectionId } = await numbersOf(scope);
  for (const template of demo.templates)
    await sandbox().approveTemplate(sandboxBusiness(scope.orgId), template);
  await syncTemplates(scope, connectionId);
  for (const key of demo.online)
    await setPresence(await member(key), { presence: "online" }, () => afterPlaceFreed(scope));
  const ids = new Map(demo.members.map((m, i) => [m.key, memberIds[i] ?? ""]));
  return {
    orgId: scope.orgId,
    slug: demo.slug,
    memberIds: ids,
    phoneIds,
    connectionId,
    customers: demo.customers,
  };
}

async function numbersOf(scope: Scope): Promise<{ phoneIds: string[]; connectionId: string }> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<{ external_id: string; connection_id: string }[]>`
    select external_id, connection_id from channel_accounts where org_id = ${s.orgId} order by created_at, id`,
  );
  return { phoneIds: rows.map((r) => r.external_id), connectionId: rows[0]?.connection_id ?? "" };
}

const signInsOf = (demo: Demo): SignIn[] =>
  demo.members.map(({ key, role }) => ({ email: emailOf(demo, key), password, org: demo.name, role }));
