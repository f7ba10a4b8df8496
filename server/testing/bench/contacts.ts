import { rmSync } from "node:fs";
import path from "node:path";
import { closeSql } from "@/db/client";
import { foundOrganization } from "@/db/found-organization";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { findRecipient } from "@/server/contacts/find-recipient";
import { launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { type MemberScope, scopeForNewMember } from "@/server/scope";
import type { BenchOptions, Figures } from "./cli";
import { connectorOverhead } from "./connector-lane";
import { importFigures, personAt } from "./contacts-import";
import { percentile, timed, up } from "./figures";
import { callerOf } from "./inbox-questions";
import { profileFigures } from "./profile-lane";
import { segmentFigures } from "./segment-lane";
import { claimsOf } from "./sessions";
import { reached, type Targets } from "./targets";

const targets: Targets = {
  atMost: {
    lookupP95: 10,
    importRssMb: 200,
    profileP95: 80,
    connectorOverheadP95: 5,
    segmentCountP95: 500,
  },
  atLeast: { importRowsPerSecond: 10_000 },
};

/**
 * A million people come in from one CSV, through the very pieces that the job engine calls: how many rows a second are written, and by
 * how much the process grows. Then, among them, how long it takes to find one by any of their addresses, and
 * to open one's page; what reading live data costs beyond its source; and how long it takes to count those whom a segment means.
 */
export async function contacts(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  try {
    Object.assign(process.env, copy.env);
    const rows = options.quick ? 50_000 : 1_000_000;
    const { scope, email } = await office();
    const figures: Figures = {
      ...(await importFigures(scope, rows, options)),
      ...(await lookups(scope, email, rows, options.quick ? 100 : 500)),
      ...(await profileFigures(scope, email, { rows, turns: options.quick ? 50 : 200 })),
      ...(await connectorOverhead(options.quick ? 50 : 300)),
      ...(await segmentFigures(scope, email, options.quick ? 5 : 10)),
    };
    return { figures, reached: reached(figures, targets, options.say) };
  } finally {
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

async function office(): Promise<{ scope: MemberScope; email: string }> {
  const slug = `contacts-${newId().slice(-8)}`;
  const email = `owner@${slug}.example`;
  const { scope, memberIds } = await foundOrganization({
    ...{ slug, name: slug, locale: "es", timeZone: "UTC", businessHours: null, passwordHash: "-" },
    ...{
      teams: ["Ventas"],
      members: [{ name: "Olga", email, role: "owner", teams: [0], maxConversations: 1 }],
    },
  });
  return { scope: await scopeForNewMember(scope.orgId, memberIds[0] ?? "", slug), email };
}

/** By telephone as people type it, by mail address and by code; and the list's search for a part of each. */
async function lookups(scope: MemberScope, email: string, rows: number, turns: number): Promise<Figures> {
  const claims = await claimsOf(email);
  const [exact, search] = [[] as number[], [] as number[]];
  for (let turn = -20; turn < turns; turn++) {
    const person = personAt((Math.abs(turn) * 7_919 + 13) % rows);
    const api = await callerOf(scope.slug, claims);
    const taken = await timed(() => find(scope, person, Math.abs(turn) % 3));
    const words = [person.phone.slice(-8), person.name, person.code][Math.abs(turn) % 3] ?? "";
    const searched = await timed(() => api.contacts.list({ find: words }));
    // The first turns fill caches and prepare statements.
    if (turn >= 0) {
      exact.push(taken);
      search.push(searched);
    }
  }
  return { lookupP95: up(percentile(exact, 0.95)), searchP95: up(percentile(search, 0.95)) };
}

async function find(scope: MemberScope, person: ReturnType<typeof personAt>, by: number): Promise<void> {
  await inOrg(scope, async (s) => {
    if (by === 0) return findRecipient(s, { phone: person.phone }, { country: "AR", channelAccountId: null });
    const [kind, value] = by === 1 ? ["email", person.email] : ["external", `codigo:${person.code}`];
    const [row] = await s.sql`
      select c.id, c.name from identities i join contacts c on c.org_id = i.org_id and c.id = i.contact_id
      where i.org_id = ${s.orgId} and i.kind = ${kind ?? ""} and i.value = ${value ?? ""}`;
    if (!row) throw new Error(`Nobody has ${value}`);
    return row;
  });
}
