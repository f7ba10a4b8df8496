import { createAttribute } from "@/server/contacts/create-attribute";
import { createIdentifier } from "@/server/contacts/identities/create-identifier";
import { advanceImport } from "@/server/contacts/import/advance-import";
import { checkImport } from "@/server/contacts/import/check-import";
import { importDetail } from "@/server/contacts/import/queries";
import { receiveImport } from "@/server/contacts/import/receive-import";
import type { Mapping } from "@/server/contacts/import/rules/mapping";
import { runImport } from "@/server/contacts/import/run-import";
import type { MemberScope } from "@/server/scope";
import type { BenchOptions, Figures } from "./cli";
import { down, up } from "./figures";

const first = ["Ana", "Beto", "Camila", "Diego", "Elena", "Fabián", "Graciela", "Hernán", "Inés", "Julián"];
const last = [
  "González",
  "Rodríguez",
  "Fernández",
  "López",
  "Martínez",
  "Núñez",
  "Sosa",
  "Ruiz",
  "Paz",
  "Luna",
];

/** The person of a row: the same at every run. */
export function personAt(i: number) {
  return {
    name: `${first[i % 10]} ${last[Math.floor(i / 10) % 10]} ${last[Math.floor(i / 100) % 10]}`,
    phone: `+54 9 11 ${20_000_000 + i}`,
    email: `persona${i}@example.com`,
    code: `C${1_000_000 + i}`,
  };
}

/** Rows written a second, and those that are tried out; by how much the process that writes them grows, from the first row to the last. */
export async function importFigures(
  scope: MemberScope,
  rows: number,
  { say }: BenchOptions,
): Promise<Figures> {
  const code = await createIdentifier(scope, { label: "Código", onMatch: "propose" });
  const debt = await createAttribute(scope, { label: "Deuda", type: "number", choices: [] });
  const plan = await createAttribute(scope, {
    label: "Plan",
    type: "choice",
    choices: ["Oro", "Plata", "Bronce"],
  });
  const mapping: Mapping = {
    columns: [
      { to: "name" },
      { to: "phone" },
      { to: "email" },
      { to: "identifier", key: code.key },
      { to: "attribute", key: debt.key },
      { to: "attribute", key: plan.key },
    ],
    ...{ country: "AR", decimal: ".", dates: "dmy" },
  };
  const { importId } = await receiveImport(scope, { name: "million.csv", bytes: csv(rows) });
  const wake = async () => undefined;
  await checkImport(scope, { importId, mapping }, wake);
  const tried = await pass(scope, importId, say);
  await runImport(scope, { importId }, wake);
  const written = await pass(scope, importId, say);
  const { counts } = await importDetail(scope, { importId });
  if (counts.new !== rows) throw new Error(`Of ${rows} rows ${counts.new} became people`);
  return {
    importRowsPerSecond: down(rows / written.seconds, 0),
    importRssMb: up(Math.max(tried.grown, written.grown)),
    checkRowsPerSecond: down(rows / tried.seconds, 0),
  };
}

async function pass(scope: MemberScope, importId: string, say: (line: string) => void) {
  const began = performance.now();
  const before = residentMb();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMb());
  }, 100);
  while (await advanceImport(scope, importId)) {
    const { atRow, state } = await importDetail(scope, { importId });
    say(`${state} ${atRow} rows, ${Math.round(residentMb())} MB`);
  }
  clearInterval(watch);
  return { seconds: (performance.now() - began) / 1000, grown: most - before };
}

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;

async function* csv(rows: number): AsyncGenerator<Buffer> {
  let lines = "Nombre,Teléfono,Correo,Código,Deuda,Plan\n";
  for (let i = 0; i < rows; i++) {
    const { name, phone, email, code } = personAt(i);
    lines += `${name},${phone},${email},${code},${(i % 90_000) + 0.5},${["Oro", "Plata", "Bronce"][i % 3]}\n`;
    if (lines.length < 64 * 1024) continue;
    yield Buffer.from(lines);
    lines = "";
  }
  yield Buffer.from(lines);
}
