import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

const mapping = { columns: [{ to: "phone" }], country: "AR", decimal: ",", dates: "dmy" };

/** A file that was read; its bytes are nowhere. */
const received = (state: "ready" | "checked") => async (w: World) => {
  const importId = newId();
  await inOrg(
    w.org.owner.scope,
    (s) => s.sql`
      insert into imports (id, file_name, state, size, delimiter, headers, header_key, first_row, start_byte, at_byte, mapping, counts, created_by)
      values (${importId}, 'a.csv', ${state}, 0, ',', '["Teléfono"]', 'k', 2, 9, 9, ${JSON.stringify(mapping)}::text::jsonb,
        '{"new":0,"changed":0,"same":0,"refused":0}', ${w.org.owner.memberId})`,
  );
  return { importId };
};

/** Bringing contacts in. */
export const importCases = {
  "contacts.list": { input: async () => ({ find: "Customer 54" }) },
  "contacts.imports.list": {},
  "contacts.imports.detail": { input: received("ready"), foreign: "NOT_FOUND" },
  "contacts.imports.check": {
    input: async (w) => ({ ...(await received("ready")(w)), mapping }),
    foreign: "NOT_FOUND",
  },
  "contacts.imports.run": { input: received("checked"), foreign: "NOT_FOUND", may: ["CONFLICT"] },
  "contacts.imports.cancel": { input: received("checked"), foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;
