import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { forgetDirectory } from "@/server/channels/directory";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { draftTemplate } from "@/server/testing/template-cases";
import { createTemplate } from "./create-template";
import { deleteTemplate } from "./delete-template";
import { editTemplate } from "./edit-template";
import { readStudio } from "./queries";
import type { TemplateDraft } from "./rules/draft";
import { syncTemplates } from "./sync";
import { syncsSettled } from "./sync-soon";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
withDatabase(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", reviewSeconds: 3_600 });
  // Where nobody answers.
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", WHATSAPP_GRAPH_URL: "http://127.0.0.1:9" };
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
  connectionId = (await studio()).accounts[0]?.connectionId ?? "";
});

const studio = () => readStudio(org.owner.scope, {});
const named = async (name: string) => (await readStudio(org.owner.scope, { name })).templates;
const create = (change: Partial<TemplateDraft>, clientTemplateId = newId()) =>
  createTemplate(org.owner.scope, { clientTemplateId, connectionId, draft: draftTemplate(change) });
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => null,
    // A refused carrier's code is among the details under the same name.
    (error) => ({
      ...error.details,
      ...(error.details.code ? { carrier: error.details.code } : {}),
      code: error.code,
    }),
  );

/** The carrier's verdict, and what a sync brings of it. */
async function becomes(name: string, status: "APPROVED" | "REJECTED"): Promise<void> {
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ id: string }[]>`select external_id as id from templates where name = ${name}`,
  );
  await sandbox().happen(`org-${org.orgId}`, { type: "template.status", templateId: row?.id ?? "", status });
  await syncTemplates(org.owner.scope, connectionId);
}

describe("create", () => {
  test("the carrier reviews it, and it is here meanwhile; asked again with the same id it is there once", async () => {
    const draft = draftTemplate({ name: "listo" });
    const input = { clientTemplateId: newId(), connectionId, draft };
    const first = await createTemplate(org.owner.scope, input);
    expect(await createTemplate(org.owner.scope, input)).toEqual(first);
    expect(await named("listo")).toMatchObject([
      { id: first.templateId, status: "PENDING", parameterFormat: "positional" },
    ]);
    const { changed } = await syncTemplates(org.owner.scope, connectionId);
    expect(changed).not.toContain(first.templateId);
    const audit = await inOrg(
      org.owner.scope,
      (s) =>
        s.sql`select action from audit_rows where action = 'template.submitted' and subject_id = ${first.templateId}`,
    );
    expect(audit).toHaveLength(1);
  });

  test("what breaks a rule never leaves; what is there already neither", async () => {
    expect(await refusal(create({ name: "Con Mayúsculas" }))).toEqual({
      code: "INVALID",
      field: "name",
      problem: "name-form",
    });
    await create({ name: "una" });
    expect(await refusal(create({ name: "una" }))).toEqual({ code: "CONFLICT", what: "exists" });
    await create({ name: "una", language: "en" });
    expect(await named("una")).toHaveLength(2);
  });

  test("what only the carrier knows comes back with its code", async () => {
    const { templateId } = await create({ name: "descansa" });
    await becomes("descansa", "APPROVED");
    await deleteTemplate(org.owner.scope, { templateId, everyLanguage: true });
    expect(await refusal(create({ name: "descansa" }))).toMatchObject({
      code: "CARRIER_REFUSED",
      carrier: "2388023",
    });
  });
});

describe("edit", () => {
  test("only what the carrier has decided on, and then it is in review again", async () => {
    const { templateId } = await create({ name: "cambia" });
    const edit = (change: Partial<TemplateDraft>) =>
      editTemplate(org.owner.scope, { templateId, draft: draftTemplate({ name: "cambia", ...change }) });
    const body = "Hola {{1}}, tu pedido ya salió para tu casa.";
    expect(await refusal(edit({ body }))).toEqual({ code: "CONFLICT", what: "status" });
    await becomes("cambia", "APPROVED");
    expect(await refusal(edit({ body, category: "MARKETING" }))).toEqual({
      code: "CONFLICT",
      what: "category",
    });
    expect(
      await refusal(edit({ body: "Hola {{nombre}}, tu pedido ya salió.", examples: { nombre: "Inés" } })),
    ).toEqual({ code: "CONFLICT", what: "format" });
    await edit({ body });
    const [row] = await named("cambia");
    expect(row).toMatchObject({ status: "PENDING", components: [{ text: body }] });
    await becomes("cambia", "APPROVED");
    expect((await named("cambia"))[0]).toMatchObject({ status: "APPROVED", components: [{ text: body }] });
    expect(await refusal(edit({ body: `${body} Hasta luego.` }))).toMatchObject({
      code: "CARRIER_REFUSED",
      carrier: "2388026",
    });
  });
});

describe("delete", () => {
  test("one language, then all, then nothing more to do", async () => {
    const { templateId } = await create({ name: "varios" });
    const { templateId: english } = await create({ name: "varios", language: "en" });
    await create({ name: "varios", language: "pt_BR" });
    await deleteTemplate(org.owner.scope, { templateId, everyLanguage: false });
    expect((await named("varios")).map(({ language }) => language)).toEqual(["en", "pt_BR"]);
    await deleteTemplate(org.owner.scope, { templateId: english, everyLanguage: true });
    await deleteTemplate(org.owner.scope, { templateId: english, everyLanguage: true });
    expect(await named("varios")).toEqual([]);
    await syncTemplates(org.owner.scope, connectionId);
    expect(await named("varios")).toEqual([]);
  });

  test("what the carrier has no more is deleted here too", async () => {
    const { templateId } = await create({ name: "fantasma" });
    await deleteTemplate(org.owner.scope, { templateId, everyLanguage: false });
    const back = (s: OrgScope) => s.sql`update templates set status = 'PENDING' where id = ${templateId}`;
    await inOrg(org.owner.scope, back);
    await deleteTemplate(org.owner.scope, { templateId, everyLanguage: false });
    expect(await named("fantasma")).toEqual([]);
  });

  test("another organization finds nothing to delete", async () => {
    const { templateId } = await create({ name: "ajena" });
    const { owner } = await createOrganization();
    expect(await refusal(deleteTemplate(owner.scope, { templateId, everyLanguage: true }))).toEqual({
      code: "NOT_FOUND",
    });
    expect(await named("ajena")).toHaveLength(1);
  });
});

test("a carrier that cannot be reached: nothing is said to be done", async () => {
  const { templateId } = await create({ name: "mudo" });
  await inOrg(
    org.owner.scope,
    (s) => s.sql`update connections set carrier = 'live' where id = ${connectionId}`,
  );
  forgetDirectory();
  expect(await refusal(create({ name: "otro" }))).toMatchObject({ code: "CARRIER_UNREACHABLE" });
  const gone = deleteTemplate(org.owner.scope, { templateId, everyLanguage: true });
  expect(await refusal(gone)).toMatchObject({ code: "CARRIER_UNREACHABLE" });
  expect(await named("otro")).toEqual([]);
  expect(await named("mudo")).toMatchObject([{ status: "PENDING" }]);
});
