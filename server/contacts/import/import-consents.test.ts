import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { noteConsent } from "../consent/note-consent";
import { advanceImport } from "./advance-import";
import { checkImport } from "./check-import";
import { importErrorsCsv } from "./errors-csv";
import { importDetail } from "./queries";
import { receiveImport } from "./receive-import";
import { type Mapping, mappingShape } from "./rules/mapping";
import { runImport } from "./run-import";
import { rowReasons } from "./schema";

withDatabase(async () => ({ STORAGE_DIR: mkdtempSync(path.join(tmpdir(), "hilo-import-")) }));

let org: TestOrganization;
let labelId: string;
beforeEach(async () => {
  org = await createOrganization();
  labelId = newId();
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`insert into labels (id, name, color) values (${labelId}, 'Socio pleno', 'teal')`,
  );
});

const mapping: Mapping = {
  columns: [{ to: "phone" }, { to: "consent", key: "marketing" }, { to: "label" }],
  ...{ country: "AR", decimal: ",", dates: "dmy", proof: "Formulario de alta de 2025" },
};

async function bring(rows: string[]) {
  async function* bytes() {
    yield Buffer.from(["Teléfono;Promos;Etiquetas", ...rows].join("\n"));
  }
  const { importId } = await receiveImport(org.owner.scope, { name: "socios.csv", bytes: bytes() });
  const wake = async () => undefined;
  await checkImport(org.owner.scope, { importId, mapping }, wake);
  while (await advanceImport(org.owner.scope, importId));
  const { checked } = await importDetail(org.owner.scope, { importId });
  await runImport(org.owner.scope, { importId }, wake);
  while (await advanceImport(org.owner.scope, importId));
  const { counts } = await importDetail(org.owner.scope, { importId });
  expect(counts).toEqual(checked);
  return { importId, counts };
}

const ledger = (tail: string) =>
  inOrg(
    org.owner.scope,
    ({ sql, orgId }) => sql<{ state: string; source: string; evidence: object }[]>`
      select s.state, s.source, s.evidence from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
      where i.org_id = ${orgId} and i.value like ${`%${tail}`} and s.purpose = 'marketing' order by s.occurred_at, s.created_at`,
  );

test("consents come with the file, the row and how they were given; a second time changes nothing", async () => {
  const rows = ["11 5263 1001;sí;Socio pleno", "11 5263 1002;no;", "11 5263 1003;;socio pleno"];
  expect((await bring(rows)).counts).toMatchObject({ new: 3, refused: 0 });
  const evidence = { file: "socios.csv", row: 2, note: "Formulario de alta de 2025" };
  expect(await ledger("52631001")).toEqual([{ state: "in", source: "import", evidence }]);
  expect(await ledger("52631002")).toMatchObject([{ state: "out" }]);
  expect(await ledger("52631003")).toEqual([]);
  const [{ count } = { count: 0 }] = await inOrg(
    org.owner.scope,
    ({ sql }) =>
      sql<{ count: number }[]>`select count(*)::int as count from contact_labels where label_id = ${labelId}`,
  );
  expect(count).toBe(2);
  expect((await bring(rows)).counts).toMatchObject({ new: 0, changed: 0, same: 3, refused: 0 });
  expect(await ledger("52631001")).toHaveLength(1);
});

test("a yes of a file takes no no back, and says so of a row that is taken all the same", async () => {
  await bring(["11 5263 1004;;"]);
  const [{ contactId } = { contactId: "" }] = await inOrg(
    org.owner.scope,
    ({ sql }) => sql<{ contactId: string }[]>`select id as "contactId" from contacts`,
  );
  await noteConsent(
    { ...org.owner.scope, now: new Date() },
    {
      ...{ contactId, channel: "any", purpose: "marketing", state: "out", how: "call", note: null },
      ...{ language: "es", textId: null },
    },
  );
  const { importId, counts } = await bring(["11 5263 1004;sí;Socio pleno", "11 5263 1005;quizás;"]);
  expect(counts).toMatchObject({ new: 0, changed: 1, refused: 1 });
  expect((await ledger("52631004")).map((one) => one.state)).toEqual(["out"]);
  const words = { head: [], reasons: Object.fromEntries(rowReasons.map((reason) => [reason, reason])) };
  let csv = "";
  for await (const line of await importErrorsCsv(org.owner.scope, importId, words)) csv += line;
  expect(csv).toContain("said-no");
  expect(csv).toContain("boolean");
});

test("a column of consents asks how they were given", () => {
  expect(mappingShape.safeParse({ ...mapping, proof: " " }).error?.issues[0]?.path).toEqual(["proof"]);
  expect(mappingShape.safeParse(mapping).success).toBe(true);
});
