import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { templateContent } from "@/server/conversations/template-content";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { draftTemplate } from "@/server/testing/template-cases";
import { createTemplate } from "../create-template";
import { editTemplate } from "../edit-template";
import { readStudio } from "../queries";
import type { TemplateDraft } from "../rules/draft";
import { unsupportedParts } from "../rules/render";
import { syncTemplates } from "../sync";
import { syncsSettled } from "../sync-soon";
import { listVersions } from "./queries";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
withDatabase(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", reviewSeconds: 3_600 });
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key" };
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await syncsSettled();
  await carrier.close();
});

let org: TestOrganization;
let connectionId: string;
let numberId: string;
beforeEach(async () => {
  org = await createOrganization();
  numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  connectionId = (await readStudio(org.owner.scope, {})).accounts[0]?.connectionId ?? "";
});

const one = async () => (await readStudio(org.owner.scope, { name: "ofertas" })).templates[0];
const leadingTo = (url: string, more: Partial<TemplateDraft> = {}) =>
  draftTemplate({
    name: "ofertas",
    buttons: [{ type: "url", text: "Tienda", url, example: "", measured: true }],
    ...more,
  });
const create = (draft: TemplateDraft) =>
  createTemplate(org.owner.scope, { clientTemplateId: newId(), connectionId, draft });
const query = <T extends object>(text: string) =>
  inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
const submitting = () => query("select 1 from template_versions where state = 'submitting'");

/** The carrier does what the next call asks, and its answer gets lost. */
function loseAnswer(): void {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementationOnce(async (...call) => {
    await real(...call);
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  });
}

/** The carrier is not reached at all. */
const reachNobody = () =>
  vi
    .spyOn(globalThis, "fetch")
    .mockRejectedValueOnce(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));

async function approve(): Promise<void> {
  const [row] = await query<{ id: string }>("select external_id as id from templates where name = 'ofertas'");
  const event = { type: "template.status" as const, templateId: row?.id ?? "", status: "APPROVED" };
  await sandbox().happen(`org-${org.orgId}`, event);
  await syncTemplates(org.owner.scope, connectionId);
}

const buttons = async () => (await one())?.components.flatMap((part) => part.buttons ?? []);
const unreachable = { code: "CARRIER_UNREACHABLE" };

describe("where the carrier's yes is lost", () => {
  test("the sync knows where the links of a new template lead, and whose it is", async () => {
    loseAnswer();
    await expect(create(leadingTo("https://shop.example/ofertas"))).rejects.toMatchObject(unreachable);
    await syncsSettled();
    expect(await one()).toMatchObject({ status: "PENDING", askedCategory: "UTILITY" });
    expect(await buttons()).toEqual([
      { type: "URL", text: "Tienda", url: "https://shop.example/ofertas", measured: true },
    ]);
    const templateId = (await one())?.id ?? "";
    expect(await listVersions(org.owner.scope, { templateId })).toMatchObject([{ state: "submitted" }]);
    expect(await submitting()).toEqual([]);
  });

  test("the sync knows where those of a changed one lead", async () => {
    const { templateId } = await create(leadingTo("https://shop.example/ofertas"));
    await approve();
    loseAnswer();
    const body = "Hola {{1}}, tu pedido ya salió para tu casa.";
    const draft = leadingTo("https://shop.example/pedidos", { body });
    await expect(editTemplate(org.owner.scope, { templateId, draft })).rejects.toMatchObject(unreachable);
    await syncsSettled();
    expect(await one()).toMatchObject({ status: "PENDING" });
    expect(await buttons()).toMatchObject([{ url: "https://shop.example/pedidos", measured: true }]);
    expect(await submitting()).toEqual([]);
  });
});

test("what did not reach the carrier changes nothing, and is over with the next try", async () => {
  const first = leadingTo("https://shop.example/ofertas");
  reachNobody();
  await expect(create(first)).rejects.toMatchObject(unreachable);
  await syncsSettled();
  expect(await one()).toBeUndefined();
  expect(await submitting()).toHaveLength(1);
  await create(leadingTo("https://shop.example/pedidos"));
  await syncTemplates(org.owner.scope, connectionId);
  expect(await buttons()).toMatchObject([{ url: "https://shop.example/pedidos", measured: true }]);
  expect(await submitting()).toEqual([]);
});

test("what the carrier refused is forgotten", async () => {
  await create(leadingTo("https://shop.example/ofertas"));
  await query("update templates set status = 'DELETED' where name = 'ofertas'");
  await expect(create(leadingTo("https://shop.example/otras"))).rejects.toMatchObject({
    code: "CARRIER_REFUSED",
  });
  expect(await submitting()).toEqual([]);
});

test("a link of ours of which nobody knows where it leads is neither offered nor sent", async () => {
  const { templateId } = await create(leadingTo("https://shop.example/ofertas"));
  await approve();
  const said = { templateId, values: { "1": "Ana" } };
  const content = (more = {}) =>
    inOrg(org.owner.scope, (s) =>
      templateContent(s, numberId, { ...said, values: { ...said.values, ...more } }),
    );
  expect(await content()).toMatchObject({ links: [{ button: 0, url: "https://shop.example/ofertas" }] });
  await query("update templates set links = '[]' where name = 'ofertas'");
  expect(unsupportedParts((await one())?.components ?? [])).toEqual(["LOST_LINK"]);
  await expect(content({ "button.0.url": "8" })).rejects.toMatchObject({
    code: "TEMPLATE_VALUES_MISSING",
    details: { placeholders: ["button.0.url"] },
  });
});
