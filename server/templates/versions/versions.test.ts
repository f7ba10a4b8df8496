import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { draftTemplate } from "@/server/testing/template-cases";
import { applyTemplateUpdate } from "../apply-update";
import { createTemplate } from "../create-template";
import { editTemplate } from "../edit-template";
import { readTemplatePrices } from "../prices";
import { readStudio } from "../queries";
import type { TemplateDraft } from "../rules/draft";
import { syncTemplates } from "../sync";
import { syncsSettled } from "../sync-soon";
import { discardDraft } from "./discard-draft";
import { keepDraft } from "./keep-draft";
import { listDrafts, listVersions } from "./queries";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
withDatabase(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", reviewSeconds: 3_600 });
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key" };
});
afterAll(async () => {
  await syncsSettled();
  await carrier.close();
});

let org: TestOrganization;
let connectionId: string;
beforeEach(async () => {
  org = await createOrganization();
  await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  connectionId = (await readStudio(org.owner.scope, {})).accounts[0]?.connectionId ?? "";
});

const conflict = { code: "CONFLICT", details: { what: "draft" } };
const create = (change: Partial<TemplateDraft>, draftId?: string) =>
  createTemplate(org.owner.scope, {
    clientTemplateId: newId(),
    connectionId,
    draft: draftTemplate(change),
    draftId,
  });
const one = async (name: string) => (await readStudio(org.owner.scope, { name })).templates[0];
const audited = (action: string) =>
  inOrg(org.owner.scope, (s) => s.sql`select 1 from audit_rows where action = ${action}`);

async function becomes(name: string, status: string, reason?: string): Promise<void> {
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ id: string }[]>`select external_id as id from templates where name = ${name}`,
  );
  const event = { type: "template.status" as const, templateId: row?.id ?? "", status };
  await sandbox().happen(`org-${org.orgId}`, { ...event, ...(reason ? { reason } : {}) });
  await syncTemplates(org.owner.scope, connectionId);
}

describe("a kept draft", () => {
  const keep = (draftId: string, base: number, change: Partial<TemplateDraft> = {}, templateId?: string) =>
    keepDraft(org.owner.scope, {
      clientDraftId: draftId,
      connectionId,
      templateId,
      draft: draftTemplate(change),
      base,
    });

  test("is saved again and again, unfinished as it is, and audited once", async () => {
    const id = newId();
    expect(await keep(id, 0, { name: "", body: "" })).toEqual({ revision: 1 });
    expect(await keep(id, 1, { name: "casi", body: "Hola {{" })).toEqual({ revision: 2 });
    await expect(keep(id, 1)).rejects.toMatchObject(conflict);
    expect(await listDrafts(org.owner.scope)).toMatchObject([
      { id, revision: 2, templateId: null, draft: { name: "casi", body: "Hola {{" } },
    ]);
    expect(await audited("template-draft.begun")).toHaveLength(1);
    await discardDraft(org.owner.scope, { draftId: id });
    await discardDraft(org.owner.scope, { draftId: id });
    expect(await listDrafts(org.owner.scope)).toEqual([]);
    expect(await audited("template-draft.discarded")).toHaveLength(1);
    // What another window still holds does not come back by itself.
    await expect(keep(id, 2)).rejects.toMatchObject(conflict);
  });

  test("is one for each template, of its own account, and nobody else's", async () => {
    const { templateId } = await create({ name: "unica" });
    const id = newId();
    await keep(id, 0, {}, templateId);
    await expect(keep(newId(), 0, {}, templateId)).rejects.toMatchObject(conflict);
    await expect(keep(newId(), 0, {}, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { owner } = await createOrganization();
    const foreign = { clientDraftId: newId(), connectionId, draft: draftTemplate(), base: 0 };
    await expect(keepDraft(owner.scope, foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listDrafts(owner.scope)).toEqual([]);
    await discardDraft(owner.scope, { draftId: id });
    expect(await listDrafts(org.owner.scope)).toHaveLength(1);
  });

  test("ends as a version once it is submitted; a late save of it is refused", async () => {
    const id = newId();
    await keep(id, 0, { name: "sale" });
    const { templateId } = await create({ name: "sale" }, id);
    expect(await listDrafts(org.owner.scope)).toEqual([]);
    await expect(keep(id, 1)).rejects.toMatchObject(conflict);
    expect(await listVersions(org.owner.scope, { templateId })).toMatchObject([{ state: "submitted" }]);
  });
});

test("each text that was submitted stays with who, when, the verdict and why", async () => {
  const { templateId } = await create({ name: "crece" });
  await becomes("crece", "REJECTED", "ABUSIVE_CONTENT");
  const body = "Hola {{1}}, tu pedido ya está en camino a tu casa.";
  await editTemplate(org.owner.scope, { templateId, draft: draftTemplate({ name: "crece", body }) });
  expect(await listVersions(org.owner.scope, { templateId })).toMatchObject([
    { state: "submitted", draft: { body }, decidedAt: null },
    { state: "rejected", reason: "ABUSIVE_CONTENT", author: expect.stringContaining("owner") },
  ]);
  await becomes("crece", "APPROVED");
  expect(await listVersions(org.owner.scope, { templateId })).toMatchObject([
    { state: "approved", reason: null },
    { state: "rejected" },
  ]);
  const { owner } = await createOrganization();
  await expect(listVersions(owner.scope, { templateId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("a category that was not asked for", () => {
  const report = (change: object) =>
    inOrg(org.owner.scope, async (s) => {
      const [row] = await s.sql<{ externalId: string }[]>`
        select external_id as "externalId" from templates where name = 'vende'`;
      const update = { type: "template" as const, externalId: row?.externalId ?? "", name: "vende" };
      const occurredAt = new Date(Date.now() + 1_000);
      await applyTemplateUpdate(s, connectionId, { ...update, language: "es_AR", occurredAt, ...change });
    });

  test("is announced, then done: what was asked for stays beside it, with the time and the prices", async () => {
    await create({ name: "vende" });
    expect(await one("vende")).toMatchObject({ askedCategory: "UTILITY", categorySince: null });
    const at = new Date("2027-01-05T12:00:00Z");
    await report({ category: "UTILITY", next: { category: "MARKETING", at } });
    const announced = await one("vende");
    expect(announced).toMatchObject({ category: "UTILITY", nextCategory: "MARKETING", categorySince: null });
    expect(new Date(announced?.nextCategoryAt ?? 0)).toEqual(at);
    await report({ category: "MARKETING" });
    const moved = await one("vende");
    expect(moved).toMatchObject({ category: "MARKETING", askedCategory: "UTILITY", nextCategory: null });
    expect(moved?.categorySince).not.toBeNull();
    const prices = await readTemplatePrices(org.owner.scope, { connectionId });
    expect(prices && prices.MARKETING.micros > prices.UTILITY.micros).toBe(true);
  });

  test("is noticed by a sync as well", async () => {
    await create({ name: "vende" });
    const [row] = await inOrg(
      org.owner.scope,
      (s) => s.sql<{ id: string }[]>`select external_id as id from templates where name = 'vende'`,
    );
    const event = { type: "template.category" as const, templateId: row?.id ?? "", category: "MARKETING" };
    await sandbox().happen(`org-${org.orgId}`, event);
    await syncTemplates(org.owner.scope, connectionId);
    const moved = await one("vende");
    expect(moved).toMatchObject({ category: "MARKETING", askedCategory: "UTILITY" });
    expect(moved?.categorySince).not.toBeNull();
  });
});
