import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { forgetDirectory } from "@/server/channels/directory";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { starterTemplates } from "@/server/channels/starter-templates";
import { startCarrier } from "@/server/sandbox/server";
import { scopeForCarrier } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { applyTemplateUpdate, type TemplateUpdate } from "./apply-update";
import { syncTemplates } from "./sync";
import { syncsSettled } from "./sync-soon";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
withDatabase(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key" });
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key" };
});
afterAll(async () => {
  await syncsSettled();
  await carrier.close();
});

let org: TestOrganization;
let connectionId: string;
let business: string;
beforeEach(async () => {
  org = await createOrganization();
  await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  business = `org-${org.orgId}`;
  const [row] = await query<{ id: string }>("select id from connections");
  connectionId = row?.id ?? "";
  await withoutStarters();
});

/** A new number comes with approved templates; these tests begin with none, at the carrier and here. */
async function withoutStarters(): Promise<void> {
  const { wabaId, accessToken } = await sandbox().business(business);
  for (const { name } of starterTemplates.es) {
    const url = `${carrier.url}/v26.0/${wabaId}/message_templates?name=${name}`;
    await fetch(url, { method: "DELETE", headers: { authorization: `Bearer ${accessToken}` } });
  }
  await query("delete from templates");
}

function query<T extends object>(text: string): Promise<T[]> {
  return inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

interface Row {
  id: string;
  external_id: string;
  name: string;
  status: string;
  category: string;
  quality: string | null;
  reason: string | null;
  components: object[];
}
const rows = () => query<Row>("select * from templates order by name");

const approve = (name: string, body = "Hola, tu pedido ya está listo.") =>
  sandbox().approveTemplate(business, {
    name,
    language: "es_AR",
    category: "UTILITY",
    components: [{ type: "BODY", text: body }],
  });

describe("sync", () => {
  test("what the carrier has is here after it, once, and nothing changes the second time", async () => {
    await approve("one");
    await approve("two");
    const first = await syncTemplates(org.owner.scope, connectionId);
    expect(first).toMatchObject({ listed: 2, vanished: [] });
    expect(first.changed).toHaveLength(2);
    expect(await rows()).toMatchObject([
      {
        name: "one",
        status: "APPROVED",
        category: "UTILITY",
        components: [{ type: "BODY", text: "Hola, tu pedido ya está listo." }],
      },
      { name: "two" },
    ]);
    const before = await rows();
    expect(await syncTemplates(org.owner.scope, connectionId)).toEqual({
      listed: 2,
      changed: [],
      vanished: [],
    });
    expect((await rows()).map((row) => row.id)).toEqual(before.map((row) => row.id));
  });

  test("through several pages", async () => {
    for (let i = 0; i < 101; i++) await approve(`t_${i}`);
    expect(await syncTemplates(org.owner.scope, connectionId)).toMatchObject({ listed: 101 });
    expect(await rows()).toHaveLength(101);
  });

  test("what changed is told, what vanished is deleted, and both are in the audit and the feed", async () => {
    const { id } = await approve("one");
    await approve("two");
    await syncTemplates(org.owner.scope, connectionId);
    await sandbox().happen(business, { type: "template.status", templateId: id, status: "PAUSED" });
    await remove("two");
    const [one, two] = await rows();
    expect(await syncTemplates(org.owner.scope, connectionId)).toEqual({
      listed: 1,
      changed: [one?.id],
      vanished: [two?.id],
    });
    expect((await rows()).map((row) => row.status)).toEqual(["PAUSED", "DELETED"]);
    const audit = await query(
      "select details from audit_rows where action = 'templates.synced' order by id desc limit 1",
    );
    expect(audit).toEqual([{ details: { listed: 1, changed: [one?.id], vanished: [two?.id] } }]);
    const feed = await query<{ ref_id: string }>("select ref_id from changes where kind = 'template'");
    expect(feed.map((row) => row.ref_id)).toEqual(expect.arrayContaining([one?.id, two?.id]));
  });

  test("another organization's connection is not there", async () => {
    const other = await createOrganization();
    await expect(syncTemplates(other.owner.scope, connectionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a refused token and a carrier that is away are told apart, and nothing is lost", async () => {
    await approve("one");
    await syncTemplates(org.owner.scope, connectionId);
    await sandbox().changeBusiness(business, { accessToken: "another-token-altogether" });
    await expect(syncTemplates(org.owner.scope, connectionId)).rejects.toMatchObject({
      code: "CARRIER_REFUSED",
      details: { code: "190" },
    });
    await query("update connections set carrier = 'live'");
    forgetDirectory();
    await expect(syncTemplates(org.owner.scope, connectionId)).rejects.toMatchObject({
      code: "CARRIER_UNREACHABLE",
    });
    expect(await rows()).toMatchObject([{ name: "one", status: "APPROVED" }]);
  });
});

describe("a report", () => {
  let template: Row;
  beforeEach(async () => {
    await approve("one");
    await syncTemplates(org.owner.scope, connectionId);
    const [row] = await rows();
    if (!row) throw new Error("The template was not synced");
    template = row;
  });

  const inSeconds = (seconds: number) => new Date((Math.floor(Date.now() / 1000) + seconds) * 1000);
  async function report(change: Partial<TemplateUpdate>): Promise<string | null> {
    const update: TemplateUpdate = {
      type: "template",
      externalId: template.external_id,
      name: "one",
      language: "es_AR",
      occurredAt: inSeconds(0),
      ...change,
    };
    return inOrg(scopeForCarrier(org.orgId, connectionId), (s) =>
      applyTemplateUpdate(s, connectionId, update),
    );
  }

  test("changes what it speaks of, and only that", async () => {
    expect(await report({ quality: "RED" })).toBe(template.id);
    await report({ status: "PAUSED", reason: "FIRST_PAUSE" });
    await report({ category: "MARKETING" });
    expect(await rows()).toMatchObject([
      { status: "PAUSED", quality: "RED", category: "MARKETING", reason: "FIRST_PAUSE" },
    ]);
    await report({ status: "APPROVED" });
    expect(await rows()).toMatchObject([{ status: "APPROVED", quality: "RED", reason: null }]);
  });

  test("that is older than what is known changes nothing", async () => {
    await report({ status: "DISABLED", occurredAt: inSeconds(60) });
    await report({ status: "APPROVED", occurredAt: inSeconds(30) });
    expect(await rows()).toMatchObject([{ status: "DISABLED" }]);
  });

  test("that comes while we ask is not overwritten by the answer", async () => {
    await report({ status: "PAUSED", occurredAt: inSeconds(60) });
    await syncTemplates(org.owner.scope, connectionId);
    expect(await rows()).toMatchObject([{ status: "PAUSED" }]);
  });

  test("that names it by another id finds it by name and language", async () => {
    expect(await report({ externalId: "12345678901234567000", status: "PAUSED" })).toBe(template.id);
  });

  test("of one that we have not seen, or of a new text, fetches it", async () => {
    const { id } = await approve("two");
    expect(await report({ externalId: id, name: "two", status: "APPROVED" })).toBeNull();
    await syncsSettled();
    expect(await rows()).toMatchObject([{ name: "one" }, { name: "two", status: "APPROVED" }]);
    await remove("one");
    await report({});
    await syncsSettled();
    expect(await rows()).toMatchObject([{ name: "one", status: "DELETED" }, { name: "two" }]);
  });
});

/** Deletes a template at the carrier. */
async function remove(name: string): Promise<void> {
  const { wabaId, accessToken } = await sandbox().business(business);
  const url = `${carrier.url}/v26.0/${wabaId}/message_templates?name=${name}`;
  const answer = await fetch(url, { method: "DELETE", headers: { authorization: `Bearer ${accessToken}` } });
  expect(answer.status).toBe(200);
}
