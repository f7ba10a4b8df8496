import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { startCarrier } from "@/server/sandbox/server";
import { storage } from "@/server/storage";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { draftTemplate } from "@/server/testing/template-cases";
import { createTemplate } from "../create-template";
import { readStudio } from "../queries";
import { draftOf } from "../rules/draft-components";
import { syncTemplates } from "../sync";
import { syncsSettled } from "../sync-soon";
import { keepDraft } from "../versions/keep-draft";
import { forgetFiles } from "./forget-files";
import { keepFile } from "./keep-file";
import { findTemplateFile } from "./queries";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
withDatabase(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", reviewSeconds: 3_600 });
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", STORAGE_DIR: path.join(dataDir, "kept") };
});
afterAll(async () => {
  await syncsSettled();
  await carrier.close();
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
let org: TestOrganization;
let connectionId: string;
beforeEach(async () => {
  org = await createOrganization();
  await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  connectionId = (await readStudio(org.owner.scope, {})).accounts[0]?.connectionId ?? "";
});

const keep = (kind: string, bytes = png, name = "frente.png") =>
  keepFile(org.owner.scope, { kind, name, bytes });

describe("keeping", () => {
  test("the bytes say what a file is; others find it nowhere", async () => {
    const file = await keep("image");
    expect(file).toMatchObject({ name: "frente.png", mime: "image/png" });
    const { key } = await findTemplateFile(org.owner.scope, file.fileId);
    expect(await storage().get(key)).toEqual(png);
    const { owner } = await createOrganization();
    await expect(findTemplateFile(owner.scope, file.fileId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([
    ["image", Buffer.from("%PDF-1.7\n%âãÏÓ\n", "latin1"), "FILE_NOT_ALLOWED"],
    ["video", png, "FILE_NOT_ALLOWED"],
    ["location", png, "FILE_NOT_ALLOWED"],
    ["text", Buffer.from("no"), "FILE_NOT_ALLOWED"],
    ["image", Buffer.concat([png, Buffer.alloc(5 * 1_048_576)]), "FILE_TOO_LARGE"],
  ])("%s with the wrong bytes is refused", async (kind, bytes, code) => {
    await expect(keep(kind, bytes)).rejects.toMatchObject({ code });
  });
});

test("what nothing names is forgotten after two days, what a draft names stays", async () => {
  const [loose, named, young] = [await keep("image"), await keep("image"), await keep("image")];
  const draft = draftTemplate({ headerKind: "image", headerFile: named });
  await keepDraft(org.owner.scope, { clientDraftId: newId(), connectionId, draft, base: 0 });
  await inOrg(
    org.owner.scope,
    (s) => s.sql`
      update template_files set created_at = created_at - interval '3 days' where id <> ${young.fileId}`,
  );
  const { key } = await findTemplateFile(org.owner.scope, loose.fileId);
  await forgetFiles(org.owner.scope);
  expect(await storage().size(key)).toBeNull();
  await expect(findTemplateFile(org.owner.scope, loose.fileId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const { fileId } of [named, young])
    expect(await findTemplateFile(org.owner.scope, fileId)).toMatchObject({ mime: "image/png" });
});

describe("a template with a file in its header", () => {
  const create = (change: Parameters<typeof draftTemplate>[0]) =>
    createTemplate(org.owner.scope, {
      clientTemplateId: newId(),
      connectionId,
      draft: draftTemplate({ name: "con_foto", headerKind: "image", ...change }),
    });

  test("hands its example over, shows it afterwards, and may be changed with it", async () => {
    const headerFile = await keep("image");
    await create({ headerFile });
    await syncTemplates(org.owner.scope, connectionId);
    const [one] = (await readStudio(org.owner.scope, { name: "con_foto" })).templates;
    expect(one).toMatchObject({ status: "PENDING", headerFile });
    expect(one?.components[0]).toMatchObject({ type: "HEADER", format: "IMAGE" });
    expect(one && draftOf(one)).toMatchObject({ headerKind: "image", headerFile });
  });

  test("never leaves without a file, with another's, or with one of another kind", async () => {
    await expect(create({ headerFile: null })).rejects.toMatchObject({
      code: "INVALID",
      details: { field: "headerFile", problem: "file" },
    });
    const headerFile = await keep("image");
    await expect(create({ headerKind: "video", headerFile })).rejects.toMatchObject({
      details: { problem: "file-kind" },
    });
    const { owner } = await createOrganization();
    const foreign = await keepFile(owner.scope, { kind: "image", name: "x.png", bytes: png });
    await expect(create({ headerFile: foreign })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
