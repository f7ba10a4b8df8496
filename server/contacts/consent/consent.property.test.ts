import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { mergeContacts } from "../merges/merge-contacts";
import { recordConsents } from "./record-consents";
import { type ConsentLine, consentFor, stateOf } from "./rules/consent";

withDatabase();
let org: TestOrganization;
beforeAll(async () => {
  org = await createOrganization();
});

const channels = ["one", "two"];
const said = fc.record({
  /** Which of the two contacts' two addresses. */
  address: fc.nat(3),
  channel: fc.constantFrom("any", ...channels),
  purpose: fc.constantFrom("service", "marketing"),
  state: fc.constantFrom("in" as const, "out" as const),
  /** Few moments, so that many are the same; written down in the order given, so that many are late. */
  minute: fc.nat(4),
});

test("the database and the rule read every ledger alike: late, at one moment, for another channel, of merged contacts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(said, { maxLength: 14 }), fc.boolean(), async (ledger, merged) => {
      await inOrg(org.owner.scope, async (s) => {
        const [contacts, identities] = await twoContacts(s);
        for (const one of ledger) await write(s, identities[one.address] ?? "", one);
        if (merged) await mergeContacts(s, { keptId: contacts[0], mergedId: contacts[1], reason: "member" });
        const lines = ledger
          .filter(({ address }) => merged || address < 2)
          .map(({ minute, ...line }) => ({ ...line, occurredAt: moment(minute) }));
        for (const channel of channels) await compare(s, contacts[0], channel, lines);
      });
    }),
    { numRuns: 60 },
  );
});

async function compare(s: OrgScope, contactId: string, channel: string, lines: ConsentLine[]): Promise<void> {
  const [row] = await s.sql<{ service: string; marketing: string; hsm: boolean; promotion: boolean }[]>`
    select consent_state(${contactId}, ${channel}, 'service') as service,
      consent_state(${contactId}, ${channel}, 'marketing') as marketing,
      hsm_allowed(${contactId}, ${channel}, '{"category": "UTILITY"}') as hsm,
      hsm_allowed(${contactId}, ${channel}, '{"category": "MARKETING"}') as promotion`;
  const [service, marketing] = [stateOf(lines, channel, "service"), stateOf(lines, channel, "marketing")];
  const known = Object.entries({ service, marketing }).flatMap(([purpose, state]) =>
    state ? [{ purpose, state }] : [],
  );
  expect(row).toEqual({
    ...{ service, marketing },
    hsm: consentFor("utility", known) === "given",
    promotion: consentFor("Marketing", known) === "given",
  });
}

const moment = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

function write(
  s: OrgScope,
  identityId: string,
  { minute, address, ...one }: typeof said extends fc.Arbitrary<infer T> ? T : never,
) {
  const evidence = { address };
  return recordConsents(s, [{ ...one, identityId, source: "import", evidence, occurredAt: moment(minute) }]);
}

async function twoContacts(s: OrgScope): Promise<[[string, string], string[]]> {
  const contacts: [string, string] = [newId(), newId()];
  const identities = [newId(), newId(), newId(), newId()];
  await s.sql`insert into contacts (id) select unnest(${contacts}::uuid[])`;
  for (const [place, id] of identities.entries())
    await s.sql`insert into identities (id, contact_id, kind, value, address)
      values (${id}, ${contacts[place < 2 ? 0 : 1]}, 'phone', ${id}, ${id})`;
  return [contacts, identities];
}
