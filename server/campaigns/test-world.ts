import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRows } from "@/db/rows";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { phoneKey } from "@/server/contacts/rules/phone";
import { receive } from "@/server/conversations/receive";
import { reactionsSettled } from "@/server/reactions";
import { receiveWebhook } from "@/server/receive-webhook";
import { startCarrier } from "@/server/sandbox/server";
import { scopeForSystem } from "@/server/scope";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { prepareCampaign } from "./prepare-campaign";
import { campaignDraft } from "./schema";
import { sendSlice } from "./send-slice";

interface Taken {
  id: string | null;
  to: string;
  urls: string[];
}

export interface CampaignWorld {
  org: TestOrganization;
  numberId: string;
  externalId: string;
  /** "Hola {{1}}…" with a quick reply, UTILITY. */
  templateId: string;
  /** What the carrier took, by its own log: our message ids, whom they went to, as digits, and where their buttons lead there, those of cards last. */
  taken(): Taken[];
  query<T extends object>(text: string): Promise<T[]>;
  /** Customers with a phone and a yes to service messages; ids in the order of `n`. */
  people(count: number, given?: { consent?: boolean; attributes?: (n: number) => object }): Promise<string[]>;
  draft(more: object): ReturnType<typeof campaignDraft.parse>;
  prepare(campaignId: string): Promise<void>;
  /** Sends until nothing is left for now. */
  send(): Promise<void>;
  /** A customer writes, `quoting` a message by the carrier's id, and nobody reacts yet: the ids of what may be an answer. */
  hear(contactId: string, quoting?: string): Promise<string[]>;
}

/** A campaign's result: whoever's `deuda` is 0. */
export const paid = {
  kind: "event",
  words: "Pagó",
  condition: {
    match: "all",
    conditions: [
      { kind: "attribute", attribute: { key: "deuda", type: "number", test: { is: "is", value: 0 } } },
    ],
  },
};

/** An organization with a number at a carrier that answers within milliseconds, for the tests of one file. `more`: of the environment. */
export function campaignWorld(
  more: () => Promise<Record<string, string>> = async () => ({}),
): () => CampaignWorld {
  let carrier: Awaited<ReturnType<typeof startCarrier>>;
  let world: CampaignWorld;
  const door = doorFor();
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  withDatabase(async () => {
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
    carrier = await startCarrier({
      port: 0,
      dataDir,
      adminKey: "key",
      statusDelaysMs: { sent: 1, delivered: 1, read: 1, held: 5 },
    });
    return {
      SANDBOX_URL: carrier.url,
      SANDBOX_ADMIN_KEY: "key",
      APP_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      STORAGE_DIR: mkdtempSync(path.join(tmpdir(), "media-")),
      ...(await more()),
    };
  });
  beforeAll(async () => {
    world = { ...(await found()), taken: () => takenIn(path.join(dataDir, "carrier.jsonl")) };
  });
  afterAll(async () => {
    // What the carrier still had to say is answered before the database goes.
    await carrier.close();
    await new Promise((closed) => door.close(closed));
    await reactionsSettled();
  });
  return () => world;
}

/** Our webhook endpoint, as the carrier reaches it. */
const doorFor = () =>
  createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const signature = String(request.headers["x-hub-signature-256"] ?? "");
    const web = new Request("http://door/", {
      method: "POST",
      body: Buffer.concat(chunks),
      headers: { "x-hub-signature-256": signature },
    });
    const answer = await receiveWebhook(web, "whatsapp", request.url?.split("/").pop() ?? null);
    response.writeHead(answer.status).end(await answer.text());
  });

interface Accepted {
  biz_opaque_callback_data: string | null;
  to: string;
  record: { rendered: (Pressed & { cards: Pressed[] }) | null };
}

interface Pressed {
  buttons: { url?: string }[];
}

const urlsOf = (part: Pressed | null) => part?.buttons.flatMap(({ url }) => url ?? []) ?? [];

function takenIn(log: string): Taken[] {
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line.startsWith('{"kind":"message.accepted"'))
    .map((line) => JSON.parse(line) as Accepted)
    .map(({ biz_opaque_callback_data: id, to, record }) => ({
      ...{ id, to: to.replace(/\D/g, "") },
      urls: [record.rendered, ...(record.rendered?.cards ?? [])].flatMap(urlsOf),
    }));
}

async function found(): Promise<Omit<CampaignWorld, "taken">> {
  const org = await createOrganization();
  const numberId = await provisionSandboxNumber(org.owner.scope, { name: "Cobranzas" });
  await syncConnectionTemplates(await scopeForSystem(org.orgId, "test"));
  const query = <T extends object>(text: string) =>
    inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
  const [number] = await query<{ external_id: string }>(
    `select external_id from channel_accounts where id = '${numberId}'`,
  );
  const [template] = await query<{ id: string }>(
    `select id from templates where name = 'seguimos_con_tu_consulta'`,
  );
  if (!number || !template) throw new Error("The sandbox gave no number or no template");
  const system = await scopeForSystem(org.orgId, "campaigns");
  let phone = 0;
  return {
    org,
    numberId,
    externalId: number.external_id,
    templateId: template.id,
    query,
    people: async (count, { consent = true, attributes = () => ({}) } = {}) => {
      const rows = Array.from({ length: count }, (_, n) => ({
        id: newId(),
        identity: newId(),
        name: `Persona ${phone + n + 1}`,
        phone: `5491150${String(phone + n).padStart(6, "0")}`,
        key: phoneKey(`5491150${String(phone + n).padStart(6, "0")}`),
        attributes: attributes(n),
        consent: newId(),
      }));
      phone += count;
      await inOrg(org.owner.scope, (s) => insertPeople(s, rows, consent));
      return rows.map(({ id }) => id);
    },
    draft: (more) =>
      campaignDraft.parse({
        numberIds: [numberId],
        variants: [
          { templateId: template.id, values: { "1": { from: "name", part: "whole", fallback: null } } },
        ],
        quiet: null,
        ...more,
      }),
    prepare: async (campaignId) => {
      while (await prepareCampaign(system, campaignId));
    },
    send: async () => {
      while ((await sendSlice(system, numberId, 10_000)) === "more");
      await reactionsSettled();
    },
    hear: async (contactId, quoting) => {
      const [row] = await query<{ value: string; address: string }>(
        `select value, address from identities where contact_id = '${contactId}' and kind = 'phone'`,
      );
      if (!row) throw new Error("Whoever writes has no phone");
      const message = {
        ...{ type: "message" as const, providerId: `wamid.${newId()}`, occurredAt: new Date() },
        from: { name: "Ana", addresses: [{ kind: "phone" as const, ...row }] },
        content: { type: "text" as const, body: "Hola" },
        ...(quoting && { replyToProviderId: quoting }),
      };
      const heard = [{ channelAccountId: numberId, windowHours: 24, message }];
      return (await inOrg(org.owner.scope, (s) => receive(s, heard))).answerIds;
    },
  };
}

type Inside = Parameters<Parameters<typeof inOrg>[1]>[0];

async function insertPeople({ sql }: Inside, rows: object[], consent: boolean): Promise<void> {
  const x = sql`jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, identity uuid, name text, phone text, key text, attributes jsonb, consent uuid)`;
  await sql`insert into contacts (id, name, country, attributes) select x.id, x.name, 'AR', x.attributes from ${x}`;
  await sql`insert into identities (id, contact_id, kind, value, address) select x.identity, x.id, 'phone', x.key, x.phone from ${x}`;
  if (consent)
    await sql`
      insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select x.consent, x.identity, 'any', 'service', 'in', 'import', now() - interval '1 day' from ${x}`;
}
