import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { seal } from "./crypto";
import { type Door, intake } from "./intake";
import { withDatabase } from "./testing/environment";
import { createNumber, createOrganization, type TestOrganization } from "./testing/factories";

withDatabase();

let org: TestOrganization;
let number: Awaited<ReturnType<typeof createNumber>>;
const door: Door = { channel: "whatsapp", connection: null };

beforeAll(async () => {
  org = await createOrganization();
  number = await createNumber(org);
  const sealed = (purpose: string) => seal(org.orgId, purpose, "a secret");
  await inOrg(
    org.owner.scope,
    (s) => s.sql`
      update connections set app_secret_sealed = ${sealed("app-secret")}, token_sealed = ${sealed("token")},
        verify_token_sealed = ${sealed("verify-token")} where id = ${number.connectionId}`,
  );
});

const now = Math.floor(Date.now() / 1000) - 600;
const from = "5491177770000";

/** A callback with these messages of one customer. */
const take = (messages: { at: number; type: string; [kind: string]: unknown }[]) =>
  intake(
    door,
    {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "0",
          changes: [
            {
              field: "messages",
              value: {
                messaging_product: "whatsapp",
                metadata: { phone_number_id: number.externalId, display_phone_number: "541150000000" },
                contacts: [{ wa_id: from, profile: { name: "Inés" } }],
                messages: messages.map(({ at, ...said }) => ({
                  from,
                  id: `wamid.${newId()}`,
                  timestamp: String(at),
                  ...said,
                })),
              },
            },
          ],
        },
      ],
    },
    null,
  );

const rows = <T extends object>(query: string): Promise<T[]> =>
  inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(query))]);

test("an edit and a revoke that overtake their message are done to it when it comes", async () => {
  const edited = `wamid.${newId()}`;
  const revoked = `wamid.${newId()}`;
  const text = { type: "text", text: { body: "corregido" } };
  await take([
    { at: now + 5, type: "edit", edit: { original_message_id: edited, message: text } },
    { at: now + 6, type: "revoke", revoke: { original_message_id: revoked } },
  ]);
  const waiting = "select reason from parked_parts where replayed_at is null order by reason";
  expect(await rows(waiting)).toEqual([
    { reason: "edit-of-unknown-message" },
    { reason: "revoke-of-unknown-message" },
  ]);
  await take([
    { at: now, type: "text", id: edited, text: { body: "con errores" } },
    { at: now + 1, type: "text", id: revoked, text: { body: "mejor no" } },
  ]);
  const said = `select content ->> 'body' as body, edited_at is not null as edited, revoked_at is not null as revoked
    from messages where provider_id is not null order by seq`;
  expect(await rows(said)).toEqual([
    { body: "corregido", edited: true, revoked: false },
    { body: "mejor no", edited: false, revoked: true },
  ]);
  expect(await rows(waiting)).toEqual([]);
  expect(await rows("select 1 from audit_rows where action = 'part.replayed'")).toHaveLength(2);
});
